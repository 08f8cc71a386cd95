package io.scorestream.sampler;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.events.DataType;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.codec.Floats;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import java.util.ArrayList;
import java.util.List;

/** Generated samples as the events that carry them. Pure functions. */
final class GenerationBatches {

  /** Bytes of samples in a record, at most, unless a single sample is larger. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private GenerationBatches() {}

  /**
   * A milestone's samples, cut into batches.
   *
   * @param samples {@code [n, d]}, in the data's own units, n at least 1
   */
  static List<GenerationBatch> of(RunState state, TrainedNetworks networks, Rows samples) {
    Run run = state.run();
    int d = samples.dimension();
    int rows = Math.max(1, MAX_BYTES / Float.BYTES / d);
    int count = samples.count();
    int batches = (count + rows - 1) / rows;
    List<GenerationBatch> events = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      int end = Math.min(count, (batch + 1) * rows);
      Rows part = samples.range(batch * rows, end);
      events.add(
          GenerationBatch.newBuilder()
              .setRun(run.id())
              .setIncarnation(state.incarnation())
              .setMilestone(networks.milestone().milestone())
              .setBatch(batch)
              .setBatches(batches)
              .setCount(part.count())
              .setDimension(d)
              .setDtype(DataType.FLOAT32_LE)
              .setData(Floats.bytes(part.numbers()))
              .setSeed(run.spec().getSeed())
              .setUpdate(run.update().name())
              .setSteps(run.grid().steps())
              .setOffsets(networks.milestone().place())
              .setSpecHash(run.hash())
              .build());
    }
    return events;
  }
}
