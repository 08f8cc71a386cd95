package io.scorestream.dashboard;

import io.scorestream.service.access.Role;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;

/** Shows what there is, and changes nothing. */
public final class DashboardRole {

  /** The role. */
  public static final Role ROLE =
      new Role(
          "dashboard",
          DashboardRole::topics,
          topics -> List.of(),
          Role.Making.NONE,
          /* transacts= */ false);

  private DashboardRole() {}

  /** What a dashboard reads, wherever it is. */
  public static List<Topic> topics(TopicCatalogue topics) {
    return List.of(
        topics.runs(),
        topics.commands(),
        topics.sources(),
        topics.samples(),
        topics.milestones(),
        topics.drift(),
        topics.generations(),
        topics.trainingMetrics(),
        topics.robustErrorMetrics(),
        topics.wassersteinMetrics(),
        topics.forecasts(),
        topics.activity(),
        topics.deadLetters());
  }
}
