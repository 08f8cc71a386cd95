package io.scorestream.producer;

import io.scorestream.service.command.ServiceCommand;

/** The producer as a process. */
public final class Main {

  private Main() {}

  /** The command {@code produce}. */
  public static ServiceCommand command() {
    return new ServiceCommand(
        "produce",
        "Streams samples of a law or a file to the samples topic, going on where it ended.",
        ProducerSettings.DECLARED,
        (settings, monitoring) -> new ProducerService(ProducerSettings.of(settings), monitoring));
  }

  /** Runs the command; the process ends with its exit code. */
  public static void main(String[] args) {
    command().runAsProcess(System.getenv(), args);
  }
}
