package io.scorestream.local.cli;

import io.scorestream.events.RunSpec;
import io.scorestream.events.Standardisation;
import io.scorestream.local.runs.RunLog;
import io.scorestream.local.runs.RunSettings;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.NearestName;
import io.scorestream.service.settings.Settings;
import java.io.PrintWriter;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Publishes and shows runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Publishes runs for the services to work on, and shows those that there are.")
final class RunsCommand {

  private static final String RUN = "run";

  private RunsCommand() {}

  static CommandLine commandLine() {
    CommandLine runs = new CommandLine(new RunsCommand());
    runs.addSubcommand(
        SettingsCommand.of(
            "apply",
            "Publishes a run; one that exists may only be given another last milestone.",
            RunSettings.DEFINITION,
            RunsCommand::apply));
    runs.addSubcommand(
        SettingsCommand.of(
            "list",
            "Lists the runs.",
            ConnectionSettings.declare(new ConfigDef()),
            RunsCommand::list));
    runs.addSubcommand(
        SettingsCommand.of(
            "show",
            "Prints one run's specification as JSON, without the bytes of its axes.",
            ConnectionSettings.declare(new ConfigDef())
                .define(
                    RUN,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.Importance.HIGH,
                    "Run id."),
            RunsCommand::show));
    return runs;
  }

  private static int apply(Settings settings, CommandLine line) {
    RunSettings wanted = RunSettings.of(settings);
    RunSpec spec = wanted.spec();
    boolean published = new RunLog(new KafkaClients(wanted.connection())).apply(spec);
    say(line, "run " + spec.getRun() + (published ? " published" : " is there already"));
    return 0;
  }

  private static int list(Settings settings, CommandLine line) {
    PrintWriter out = line.getOut();
    out.printf("%-32s %-20s %4s %6s %10s%n", "RUN", "SOURCE", "DIM", "STEPS", "UNTIL");
    read(settings).values().forEach(spec -> out.println(row(spec)));
    out.flush();
    return 0;
  }

  private static int show(Settings settings, CommandLine line) {
    Map<String, RunSpec> runs = read(settings);
    String run = settings.string(RUN);
    if (!runs.containsKey(run)) {
      throw new ScorestreamException(
          Reason.USAGE,
          "there is no run '" + run + "'" + NearestName.hint(run, runs.keySet()),
          "'scorestream runs list' shows those that there are");
    }
    say(line, readable(runs.get(run)).toString());
    return 0;
  }

  private static RunSpec readable(RunSpec spec) {
    Standardisation standardisation =
        Standardisation.newBuilder(spec.getStandardisation()).setAxes(null).build();
    return RunSpec.newBuilder(spec).setStandardisation(standardisation).build();
  }

  private static Map<String, RunSpec> read(Settings settings) {
    return new RunLog(new KafkaClients(ConnectionSettings.of(settings))).read();
  }

  private static String row(RunSpec spec) {
    Long last = spec.getMilestones().getLast();
    return String.format(
        "%-32s %-20s %4d %6d %10s",
        spec.getRun(),
        spec.getSource(),
        spec.getDimension(),
        spec.getTimeGrid().getSteps(),
        last == null ? "no end" : last);
  }

  private static void say(CommandLine line, String text) {
    line.getOut().println(text);
    line.getOut().flush();
  }
}
