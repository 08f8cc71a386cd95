package io.scorestream.cli.export;

import io.scorestream.control.watch.StoredMetrics;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.MilestoneTable;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.KafkaClients;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the milestone whose generations are nearest to the data. */
final class BestMilestone {

  private BestMilestone() {}

  /**
   * The one whose sliced W2 is least beside its floor.
   *
   * @param there milestones to choose from
   * @return empty where the distance of none is known
   */
  static Optional<Long> among(KafkaClients clients, RunState state, Set<Long> there) {
    MilestoneTable table = new MilestoneTable(state.run().spec());
    new StoredMetrics(clients, List.of(state)).metrics((topic, metric) -> table.add(metric));
    return table.rows().stream()
        .filter(row -> there.contains(row.milestone()) && !Double.isNaN(row.ratio()))
        .min(Comparator.comparingDouble(MilestoneRow::ratio))
        .map(MilestoneRow::milestone);
  }
}
