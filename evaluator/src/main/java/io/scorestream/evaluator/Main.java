package io.scorestream.evaluator;

import io.scorestream.service.command.ServiceCommand;

/** The evaluator as a process. */
public final class Main {

  private Main() {}

  /** The command {@code evaluate}. */
  public static ServiceCommand command() {
    return new ServiceCommand(
        "evaluate",
        "Measures each milestone's networks and generations, and emits the metrics.",
        EvaluatorSettings.DECLARED,
        (settings, monitoring) -> new EvaluatorService(EvaluatorSettings.of(settings), monitoring));
  }

  /** Runs the command; the process ends with its exit code. */
  public static void main(String[] args) {
    command().runAsProcess(System.getenv(), args);
  }
}
