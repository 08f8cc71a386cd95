package io.scorestream.sampler;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.events.DataType;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.model.BankSpec;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreBank;
import io.scorestream.model.Timestep;
import io.scorestream.model.TimestepState;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.Floats;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Makes a milestone's generations. Owned by one thread.
 *
 * <p>The same checkpoints give the same generations, bit for bit on one CPU type: noise comes from
 * the run's seed and m alone. One bank is kept, that of the run last served.
 */
final class Generator implements AutoCloseable {

  /** Keeps every record well below what a topic takes. */
  private static final int BATCH_BYTES = 4 * 1024 * 1024;

  /** Tells this use of a run's seed from others. */
  private static final long PURPOSE = 0x67656e;

  private final DevicePreference device;
  private String served = "";
  private ScoreBank bank;

  Generator(DevicePreference device) {
    this.device = device;
  }

  /**
   * Generates as many samples as the run's evaluation asks for, in the data's own units.
   *
   * @param done told the timesteps that are done, 1 to N
   */
  List<GenerationBatch> generate(PendingMilestones.Complete milestone, IntConsumer done) {
    Run run = milestone.run();
    ScoreBank scores = bankOf(run);
    scores.restore(milestone.checkpoints().stream().map(part -> state(run, part)).toList());
    int steps = run.grid().steps();
    float[] samples =
        new ReverseSampler(run.grid(), run.update(), scores)
            .sample(
                run.spec().getEvaluation().getGenerations(),
                Seeds.generator(run.spec().getSeed(), PURPOSE, milestone.m()),
                remaining -> done.accept(steps - remaining));
    run.standardiser().restore(samples);
    return batches(milestone, samples);
  }

  private static TimestepState state(Run run, ScoreCheckpoint checkpoint) {
    if (!checkpoint.getSpecHash().equals(run.hash())) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "checkpoint of run %s, timestep %d, milestone %d was trained under another specification"
              .formatted(run.id(), checkpoint.getTimestep(), checkpoint.getMilestone()),
          "publish the changed specification under a run id of its own");
    }
    try {
      return Checkpoints.state(checkpoint);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          e.getMessage(),
          "train the run again under another id, or restore the checkpoints topic",
          e);
    }
  }

  private ScoreBank bankOf(Run run) {
    String wanted = run.id() + "/" + run.hash();
    if (!served.equals(wanted)) {
      close();
      List<Timestep> timesteps =
          Arrays.stream(run.timesteps())
              .mapToObj(timestep -> new Timestep(timestep, run.grid().time(timestep)))
              .toList();
      bank = ScoreBank.open(BankSpec.standardised(run.network(), timesteps), device);
      served = wanted;
    }
    return bank;
  }

  private static List<GenerationBatch> batches(
      PendingMilestones.Complete milestone, float[] samples) {
    int dimension = milestone.run().dimension();
    int perBatch = Math.max(1, BATCH_BYTES / (dimension * Float.BYTES)) * dimension;
    int count = (samples.length + perBatch - 1) / perBatch;
    List<GenerationBatch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int end = Math.min(samples.length, (i + 1) * perBatch);
      batches.add(batch(milestone, i, count, Arrays.copyOfRange(samples, i * perBatch, end)));
    }
    return batches;
  }

  private static GenerationBatch batch(
      PendingMilestones.Complete milestone, int number, int count, float[] samples) {
    Run run = milestone.run();
    return GenerationBatch.newBuilder()
        .setRun(run.id())
        .setMilestone(milestone.m())
        .setBatch(number)
        .setBatches(count)
        .setCount(samples.length / run.dimension())
        .setDimension(run.dimension())
        .setDtype(DataType.FLOAT32_LE)
        .setData(Floats.bytes(samples))
        .setSeed(run.spec().getSeed())
        .setUpdate(run.update().name())
        .setSteps(run.grid().steps())
        .setOffsets(milestone.checkpoints().get(0).getOffsets())
        .setSpecHash(run.hash())
        .build();
  }

  @Override
  public void close() {
    if (bank != null) {
      bank.close();
      bank = null;
      served = "";
    }
  }
}
