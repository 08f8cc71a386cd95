package io.scorestream.trainer;

import io.scorestream.service.command.ServiceCommand;

/** The trainer as a process. */
public final class Main {

  private Main() {}

  /** The command {@code train}. */
  public static ServiceCommand command() {
    return new ServiceCommand(
        "train",
        "Trains the score networks of every timestep at each milestone, and publishes them.",
        TrainerSettings.DECLARED,
        (settings, monitoring) -> new TrainerService(TrainerSettings.of(settings), monitoring));
  }

  /** Runs the trainer; the process ends with its exit code. */
  public static void main(String[] args) {
    command().runAsProcess(System.getenv(), args);
  }
}
