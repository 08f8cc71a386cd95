package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * From what shards say of milestones to work: a piece for each timestep that a network answers for,
 * which are those from its number to the next one's. Whether a milestone is of the run as it is
 * specified shows when its networks are read, which say the same of themselves. Owned by a stream
 * thread.
 */
public final class MilestoneProcessor
    extends ContextualProcessor<String, MilestoneReached, String, Work> {

  @Override
  public void process(Record<String, MilestoneReached> record) {
    MilestoneReached reached = record.value();
    if (reached == null) {
      return;
    }
    List<NetworkRecords> networks = reached.getNetworks();
    for (int i = 0; i < networks.size(); i++) {
      int end =
          i + 1 < networks.size()
              ? networks.get(i + 1).getNetwork()
              : reached.getLastTimestep() + 1;
      for (int timestep = networks.get(i).getNetwork(); timestep < end; timestep++) {
        Work work = work(reached, record.timestamp(), timestep, networks.get(i));
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
