package io.scorestream.cli.reproduce;

import io.scorestream.experiments.Experiments;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Result;
import io.scorestream.report.ExperimentReport;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.storage.UserFolders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the paper's experiments and says whether their numbers are as expected. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the experiments of the paper and holds their numbers against the expected ones.",
      "Ends with 1 when a number is not accepted."
    })
public final class ReproduceCommand implements Callable<Integer> {

  private static final String ALL = "all";

  private final List<Experiment> known;
  private final Map<String, String> environment;

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "1..*",
      completionCandidates = Names.class,
      description = "One or more of ${COMPLETION-CANDIDATES}.")
  private List<String> names = List.of();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of everything random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Where tables and pictures go. Default: scorestream/reproduce in $XDG_DATA_HOME or"
              + " ~/.local/share.")
  private @Nullable Path report;

  /**
   * With all experiments there are.
   *
   * @param environment says where a user's data go
   */
  public ReproduceCommand(Map<String, String> environment) {
    this(Experiments.all(), environment);
  }

  ReproduceCommand(List<Experiment> known, Map<String, String> environment) {
    this.known = known;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<Experiment> chosen = chosen();
    Path folder = report == null ? UserFolders.data(environment).resolve("reproduce") : report;
    PrintWriter out = command.commandLine().getOut();
    List<String> failed = new ArrayList<>();
    long start = System.nanoTime();
    for (Experiment experiment : chosen) {
      if (!run(experiment, folder, out)) {
        failed.add(experiment.name());
      }
    }
    out.printf(
        Locale.ROOT,
        "%d of %d experiments as expected, %.0f s; tables and pictures in %s%n",
        chosen.size() - failed.size(),
        chosen.size(),
        (System.nanoTime() - start) / 1e9,
        folder.toAbsolutePath());
    if (!failed.isEmpty()) {
      out.println("not as expected: " + String.join(", ", failed));
    }
    out.flush();
    return failed.isEmpty() ? 0 : 1;
  }

  private boolean run(Experiment experiment, Path folder, PrintWriter out) {
    out.printf("%s: %s%n", experiment.name(), experiment.claim());
    out.flush();
    long start = System.nanoTime();
    Result result = experiment.run(seed);
    CheckTable.lines(result.checks()).forEach(out::println);
    result.notes().forEach(note -> out.println("  " + note));
    ExperimentReport.write(folder, experiment.name(), result)
        .ifPresent(problem -> out.println("  No picture: " + problem));
    out.printf(
        Locale.ROOT,
        "  %d of %d numbers as expected, %.1f s%n%n",
        result.checks().size() - result.failures(),
        result.checks().size(),
        (System.nanoTime() - start) / 1e9);
    out.flush();
    return result.holds();
  }

  private List<Experiment> chosen() {
    if (names.contains(ALL)) {
      return known;
    }
    return names.stream().distinct().map(this::named).toList();
  }

  private Experiment named(String name) {
    return known.stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ScorestreamException(
                    Reason.USAGE,
                    "there is no experiment '" + name + "'",
                    "give one or more of " + String.join(", ", new Names())));
  }

  /** What may be given, as the help lists it. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(Experiments.all().stream().map(Experiment::name).collect(Collectors.toList()));
      add(ALL);
    }
  }
}
