package io.scorestream.sampler;

import io.scorestream.service.command.ServiceCommand;

/** The sampler as a process. */
public final class Main {

  private Main() {}

  /** The command {@code sample}. */
  public static ServiceCommand command() {
    return new ServiceCommand(
        "sample",
        "Generates samples by DDPM with the networks of each milestone, as it is reached.",
        SamplerSettings.DECLARED,
        (settings, monitoring) -> new SamplerService(SamplerSettings.of(settings), monitoring));
  }

  /** Runs the command; the process ends with its exit code. */
  public static void main(String[] args) {
    command().runAsProcess(System.getenv(), args);
  }
}
