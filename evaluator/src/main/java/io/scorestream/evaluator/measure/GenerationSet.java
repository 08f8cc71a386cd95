package io.scorestream.evaluator.measure;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.codec.Floats;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.Comparator;
import java.util.List;

/**
 * All generations of one milestone.
 *
 * @param milestone m
 * @param points {@code [n, d]}; shared, not to be changed
 * @param place where the milestone's samples end in the samples topic
 */
public record GenerationSet(long milestone, Rows points, List<SampleOffset> place) {

  /**
   * Puts a milestone's batches together, in the order of their numbers.
   *
   * @param batches all of them, {@link #checked}, each once, in any order
   */
  public static GenerationSet of(Run run, List<GenerationBatch> batches) {
    List<Rows> parts =
        batches.stream()
            .sorted(Comparator.comparingInt(GenerationBatch::getBatch))
            .map(batch -> Rows.of(Floats.of(batch.getData()), run.sampleDimension()))
            .toList();
    GenerationBatch any = batches.get(0);
    return new GenerationSet(
        any.getMilestone(), Rows.joined(run.sampleDimension(), parts), any.getOffsets());
  }

  /**
   * A batch that is sound.
   *
   * @throws IllegalArgumentException when it is of another specification or dimension, is not as
   *     long as it says, or holds a number that is not finite
   */
  public static GenerationBatch checked(Run run, GenerationBatch batch) {
    Specifications.require(run, batch.getSpecHash(), describe(batch));
    float[] points = Floats.of(batch.getData());
    if (batch.getDimension() != run.sampleDimension()
        || points.length != (long) batch.getCount() * run.sampleDimension()) {
      throw new IllegalArgumentException(
          "%s says %s samples of %s numbers and holds %s numbers; %s has dimension %s"
              .formatted(
                  describe(batch),
                  batch.getCount(),
                  batch.getDimension(),
                  points.length,
                  run,
                  run.sampleDimension()));
    }
    for (int i = 0; i < points.length; i++) {
      if (!Float.isFinite(points[i])) {
        throw new IllegalArgumentException(
            "%s has %s in sample %s"
                .formatted(describe(batch), points[i], i / run.sampleDimension()));
      }
    }
    return batch;
  }

  private static String describe(GenerationBatch batch) {
    return "generation batch %s of run %s, milestone %s"
        .formatted(batch.getBatch(), batch.getRun(), batch.getMilestone());
  }
}
