package io.scorestream.quickstart;

import io.scorestream.service.command.SettingsCommand;
import java.util.Map;
import picocli.CommandLine;

/** {@code scorestream quickstart}. */
public final class QuickstartCommand {

  private QuickstartCommand() {}

  /**
   * The command for picocli.
   *
   * @param environment variables that settings may be given by, and that say where a user's data go
   *     and what the terminal can show
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    return SettingsCommand.of(
        environment,
        "quickstart",
        "Runs the whole pipeline here: a Kafka broker, a schema registry, producer, trainer, sampler"
            + " and evaluator. Data is kept in --dir; the same command goes on where it ended.",
        QuickstartSettings.DECLARED,
        (settings, line) ->
            new Quickstart(QuickstartSettings.of(settings), environment, line.getOut()).run());
  }
}
