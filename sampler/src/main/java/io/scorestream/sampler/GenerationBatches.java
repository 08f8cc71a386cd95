package io.scorestream.sampler;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.events.DataType;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.codec.Floats;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.sampler.draw.RecordParts;
import java.util.ArrayList;
import java.util.List;

/** Generated samples as the events that carry them. Pure functions. */
final class GenerationBatches {

  private GenerationBatches() {}

  /**
   * A milestone's samples, cut into batches.
   *
   * @param samples {@code [n, d]}, in the data's own units, n at least 1
   * @param device name of what they were computed on
   */
  static List<GenerationBatch> of(
      RunState state, TrainedNetworks networks, Rows samples, String device) {
    Run run = state.run();
    List<Rows> parts = RecordParts.of(samples);
    List<GenerationBatch> events = new ArrayList<>();
    for (int batch = 0; batch < parts.size(); batch++) {
      Rows part = parts.get(batch);
      events.add(
          GenerationBatch.newBuilder()
              .setRun(run.id())
              .setIncarnation(state.incarnation())
              .setMilestone(networks.milestone().milestone())
              .setBatch(batch)
              .setBatches(parts.size())
              .setCount(part.count())
              .setDimension(part.dimension())
              .setDtype(DataType.FLOAT32_LE)
              .setData(Floats.bytes(part.numbers()))
              .setSeed(run.spec().getSeed())
              .setUpdate(run.plan().update().name())
              .setSteps(run.plan().count())
              .setOffsets(networks.milestone().place())
              .setDevice(device)
              .setSpecHash(run.hash())
              .build());
    }
    return events;
  }
}
