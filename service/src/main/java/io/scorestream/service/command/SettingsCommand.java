package io.scorestream.service.command;

import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command whose options are declared settings. */
public final class SettingsCommand {

  private SettingsCommand() {}

  /** What a command does. */
  @FunctionalInterface
  public interface Action {

    /**
     * Does it.
     *
     * @param settings valid settings
     * @param line gives the streams that people read
     * @return exit code, 0 for success
     */
    int run(Settings settings, CommandLine line);
  }

  /**
   * The command for picocli, on its own or as a subcommand.
   *
   * @param environment variables that settings may be given by
   * @param name such as {@code train}
   * @param description one sentence for {@code --help}
   * @param positional settings that may also be given by their place alone
   */
  public static CommandLine of(
      Map<String, String> environment,
      String name,
      String description,
      SettingGroup declared,
      Action action,
      Setting<?>... positional) {
    SettingsOptions options = new SettingsOptions(declared, positional);
    CommandSpec[] own = new CommandSpec[1];
    own[0] =
        CommandSpec.wrapWithoutInspection(
            (Callable<Integer>)
                () -> {
                  CommandLine line = own[0].commandLine();
                  return action.run(options.read(line.getParseResult(), environment), line);
                });
    own[0].name(name).mixinStandardHelpOptions(true);
    own[0].usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
    options.addTo(own[0]);
    return configured(new CommandLine(own[0]));
  }

  /** The same command, which takes its settings file by its place alone, too. */
  public static CommandLine withFile(CommandLine command) {
    SettingsOptions.addFileTo(command.getCommandSpec());
    return command;
  }

  /** Gives a command line the handling of failures that all commands share. */
  public static CommandLine configured(CommandLine command) {
    return command
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> Failures.report(failure, line.getErr()))
        .setUsageHelpAutoWidth(true);
  }
}
