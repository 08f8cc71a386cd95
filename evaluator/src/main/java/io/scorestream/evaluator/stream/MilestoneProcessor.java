package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * From what shards say of milestones to work: a piece for each timestep that a network answers for.
 * Whether a milestone is of the run as it is specified shows when its networks are read, which say
 * the same of themselves. Owned by a stream thread.
 */
public final class MilestoneProcessor
    extends ContextualProcessor<String, MilestoneReached, String, Work> {

  @Override
  public void process(Record<String, MilestoneReached> record) {
    MilestoneReached reached = record.value();
    if (reached == null) {
      return;
    }
    for (NetworkRecords network : reached.getNetworks()) {
      boolean shared = network.getNetwork() == 0;
      int first = shared ? reached.getFirstTimestep() : network.getNetwork();
      int last = shared ? reached.getLastTimestep() : network.getNetwork();
      for (int timestep = first; timestep <= last; timestep++) {
        Work work = work(reached, record.timestamp(), timestep, network);
        context().forward(new Record<>(work.key(), work, record.timestamp()));
      }
    }
    context().commit();
  }

  private static Work work(
      MilestoneReached reached, long timestamp, int timestep, NetworkRecords network) {
    return new TimestepWork(
        reached.getRun(),
        reached.getIncarnation(),
        reached.getMilestone(),
        timestamp,
        timestep,
        reached.getHalf(),
        List.of(network.getWeights()));
  }
}
