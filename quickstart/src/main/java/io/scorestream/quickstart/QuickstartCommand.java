package io.scorestream.quickstart;

import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code scorestream quickstart}. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole pipeline here: a Kafka broker, a schema registry, producer, trainer, sampler"
          + " and evaluator.",
      "Data is kept in --dir; the same command goes on where it ended."
    })
public final class QuickstartCommand implements Callable<Integer> {

  private final Map<String, String> environment;

  @Spec private CommandSpec command;

  @Option(
      names = "--law",
      paramLabel = "NAME",
      description = "Known law to learn. Default: mixture, where no --data is given.")
  private @Nullable String law;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "File to learn (text, NumPy's .npy, IDX; gzip or Zstandard), folder of PNG or JPEG"
              + " images, or - for standard input.")
  private @Nullable String data;

  @Mixin private final TableOptions table = new TableOptions();

  @Option(
      names = "--scale",
      paramLabel = "columns|common",
      description =
          "What divides a file's columns before networks learn them: each a scale of its own, as a"
              + " table's columns need, or all a common one, as pixels do. Default:"
              + " common for what is known to be images.")
  private @Nullable String scale;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where everything is kept. Default: scorestream/quickstart in $XDG_DATA_HOME or"
              + " ~/.local/share.")
  private @Nullable Path dir;

  @Option(
      names = "--until",
      paramLabel = "M",
      description = "Largest milestone. Default: 8192, or all that a file has to train on.")
  private @Nullable Long until;

  @Option(
      names = "--timesteps",
      paramLabel = "N",
      defaultValue = "50",
      description = "Timesteps, each with a score network of its own. Default: ${DEFAULT-VALUE}.")
  private int timesteps;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of everything random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where the report goes. Default: report in --dir.")
  private @Nullable Path report;

  @Option(names = "--exit", description = "End when milestone M is evaluated.")
  private boolean exit;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Kafka's port; the registry takes the next, and two more follow. Default: free ports.")
  private @Nullable Integer port;

  @Option(names = "--quiet", description = "Print only the last lines and errors.")
  private boolean quiet;

  /**
   * @param environment says where a user's data go, and what the terminal can show
   */
  public QuickstartCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    check(timesteps >= 1 && timesteps <= 1000, "--timesteps " + timesteps, "from 1 to 1000");
    check(until == null || until >= 1, "--until " + until, "1 or more");
    check(port == null || (port >= 1 && port <= 65532), "--port " + port, "from 1 to 65532");
    QuickstartOptions options =
        new QuickstartOptions(
            law,
            data,
            table.choice(),
            scale(),
            dir,
            until,
            timesteps,
            seed,
            report,
            exit,
            port,
            quiet);
    return new Quickstart(options, environment, command.commandLine().getOut()).run();
  }

  private @Nullable ScaleChoice scale() {
    if (scale == null) {
      return null;
    }
    String choice = scale.toUpperCase(Locale.ROOT);
    return Arrays.stream(ScaleChoice.values())
        .filter(it -> it.name().equals(choice))
        .findFirst()
        .orElseThrow(
            () ->
                new ScorestreamException(
                    Reason.USAGE,
                    "--scale " + scale + " is neither columns nor common",
                    "give --scale columns, or --scale common for pixels"));
  }

  private static void check(boolean holds, String given, String range) {
    if (!holds) {
      throw new ScorestreamException(
          Reason.USAGE, given + " is out of range", "give a number " + range);
    }
  }
}
