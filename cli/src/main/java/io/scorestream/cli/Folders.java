package io.scorestream.cli;

import io.scorestream.quickstart.QuickstartFolder;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Lets commands that ask for what is on topics ask for what is in a quickstart's folder: {@code
 * --dir}. Owned by one thread.
 */
final class Folders {

  private static final String DIR = "--dir";
  private static final Set<String> CONNECTION = Set.of("--bootstrap-servers", "--registry-url");

  /** Services, which go on, and what is about a cluster as such. */
  private static final Set<String> NOT_OF_A_FOLDER =
      Set.of("produce", "train", "sample", "evaluate", "dashboard", "access", "doctor", "topics");

  private final Map<String, String> environment;

  /**
   * @param environment variables that settings may be given by
   */
  Folders(Map<String, String> environment) {
    this.environment = new HashMap<>(environment);
  }

  /** The variables; of a command that was given a folder, those that lead to it. */
  Map<String, String> environment() {
    return environment;
  }

  /** Gives the option to each command that has a use for it. */
  void addTo(CommandLine parent) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (NOT_OF_A_FOLDER.contains(name)) {
                return;
              }
              Set<String> options = command.getCommandSpec().optionsMap().keySet();
              if (options.containsAll(CONNECTION) && !options.contains(DIR)) {
                command.getCommandSpec().addOption(option());
              }
              addTo(command);
            });
  }

  private static OptionSpec option() {
    return OptionSpec.builder(DIR)
        .type(Path.class)
        .paramLabel("DIR")
        .description(
            "Folder of a quickstart, in the place of Kafka and the registry: where it has ended,"
                + " both are started for as long as the command takes.")
        .build();
  }

  /** Runs commands with their folder open. */
  IExecutionStrategy opened(IExecutionStrategy strategy) {
    return parsed -> {
      ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      Path folder =
          last.commandSpec().findOption(DIR) == null || isQuickstart(last)
              ? null
              : last.matchedOptionValue(DIR, null);
      if (folder == null) {
        return strategy.execute(parsed);
      }
      try (QuickstartFolder open = open(last, folder)) {
        open.connection().forEach(this::set);
        return strategy.execute(parsed);
      } catch (ScorestreamException e) {
        throw new ExecutionException(last.commandSpec().commandLine(), e.getMessage(), e);
      }
    };
  }

  /** It has folders of its own accord. */
  private static boolean isQuickstart(ParseResult command) {
    return command.commandSpec().name().equals("quickstart");
  }

  private static QuickstartFolder open(ParseResult command, Path folder) {
    for (String option : CONNECTION) {
      if (command.hasMatchedOption(option)) {
        throw new ScorestreamException(
            Reason.USAGE,
            "both " + DIR + " and " + option + " are given",
            "leave out one: the folder brings its own Kafka and registry");
      }
    }
    return QuickstartFolder.open(folder);
  }

  private void set(String setting, String value) {
    environment.put("SCORESTREAM_" + setting.toUpperCase(Locale.ROOT).replace('.', '_'), value);
  }
}
