package io.scorestream.evaluator;

import io.scorestream.service.access.Role;
import java.util.List;

/** Evaluates; Kafka Streams makes and deletes topics of its own. */
public final class EvaluatorRole {

  /** The role. */
  public static final Role ROLE =
      new Role(
          "evaluator",
          topics ->
              List.of(
                  topics.runs(),
                  topics.commands(),
                  topics.samples(),
                  topics.milestones(),
                  topics.weights(),
                  topics.generations(),
                  topics.trainingMetrics(),
                  topics.robustErrorMetrics(),
                  topics.wassersteinMetrics(),
                  topics.deadLetters()),
          topics ->
              List.of(
                  topics.robustErrorMetrics(),
                  topics.wassersteinMetrics(),
                  topics.forecasts(),
                  topics.deadLetters()),
          Role.Making.OWN,
          /* transacts= */ true);

  private EvaluatorRole() {}
}
