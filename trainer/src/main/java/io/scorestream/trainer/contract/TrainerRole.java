package io.scorestream.trainer.contract;

import io.scorestream.service.access.Role;
import java.util.List;

/** Trains. */
public final class TrainerRole {

  /** The role. */
  public static final Role ROLE =
      Role.of(
          "trainer",
          topics ->
              List.of(
                  topics.runs(),
                  topics.sources(),
                  topics.commands(),
                  topics.samples(),
                  topics.weights(),
                  topics.trainingState(),
                  topics.milestones(),
                  topics.drift(),
                  topics.deadLetters()),
          topics ->
              List.of(
                  topics.weights(),
                  topics.trainingState(),
                  topics.milestones(),
                  topics.drift(),
                  topics.trainingMetrics(),
                  topics.commands(),
                  topics.deadLetters()));

  private TrainerRole() {}
}
