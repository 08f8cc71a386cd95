package io.scorestream.evaluator;

import io.scorestream.dashboard.DashboardRole;
import io.scorestream.service.access.Role;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import java.util.stream.Stream;

/** Evaluates, and shows what there is; Kafka Streams makes and deletes topics of its own. */
public final class EvaluatorRole {

  /** The role. */
  public static final Role ROLE =
      new Role(
          "evaluator",
          EvaluatorRole::read,
          topics ->
              List.of(
                  topics.robustErrorMetrics(),
                  topics.wassersteinMetrics(),
                  topics.forecasts(),
                  topics.deadLetters()),
          Role.Making.OWN,
          /* transacts= */ true);

  private EvaluatorRole() {}

  /** What it evaluates by. */
  static List<Topic> evaluated(TopicCatalogue topics) {
    return List.of(
        topics.runs(),
        topics.commands(),
        topics.samples(),
        topics.milestones(),
        topics.weights(),
        topics.generations(),
        topics.trainingMetrics(),
        topics.robustErrorMetrics(),
        topics.wassersteinMetrics(),
        topics.deadLetters());
  }

  private static List<Topic> read(TopicCatalogue topics) {
    return Stream.concat(evaluated(topics).stream(), DashboardRole.topics(topics).stream())
        .distinct()
        .toList();
  }
}
