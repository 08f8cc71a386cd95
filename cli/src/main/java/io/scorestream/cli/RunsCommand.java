package io.scorestream.cli;

import io.scorestream.control.runs.RunLog;
import io.scorestream.control.runs.RunProgress;
import io.scorestream.control.runs.RunRemoval;
import io.scorestream.control.runs.RunSettings;
import io.scorestream.events.RunSpec;
import io.scorestream.events.RunState;
import io.scorestream.events.Standardisation;
import io.scorestream.producer.SourceEnd;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Publishes and shows runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description =
        "Publishes runs for the services to work on, steers them, and shows those that there are.")
final class RunsCommand {

  private static final SettingGroup ONE_RUN = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<String> RUN =
      ONE_RUN.add(
          Setting.of("run", SettingType.TEXT).importance(Importance.HIGH).required("Run id."));

  private static final SettingGroup MILESTONE = new SettingGroup(ONE_RUN);

  private static final Setting<Optional<Long>> AT =
      MILESTONE.add(
          Setting.of("at", SettingType.LONG)
              .optional(
                  "Samples m to train on. Without it, as many as its source has sent by now."));

  private RunsCommand() {}

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine runs = new CommandLine(new RunsCommand());
    runs.addSubcommand(
        SettingsCommand.of(
            environment,
            "apply",
            "Publishes a run; one that exists may only be given another last milestone.",
            RunSettings.DECLARED,
            RunsCommand::apply));
    runs.addSubcommand(
        SettingsCommand.of(
            environment,
            "list",
            "Lists the runs.",
            ConnectionSettings.DECLARED,
            RunsCommand::list));
    runs.addSubcommand(
        ofOne(
            environment,
            "show",
            "Prints a run's specification as JSON, without its axes.",
            RunsCommand::show));
    runs.addSubcommand(
        SettingsCommand.of(
            environment,
            "milestone",
            "Asks for models at the samples that a run has now, beside its schedule.",
            MILESTONE,
            RunsCommand::milestone,
            RUN));
    runs.addSubcommand(
        ofOne(
            environment,
            "pause",
            "Lets trainers leave a run alone; a milestone in the making is given up.",
            (settings, line) -> set(settings, line, RunState.PAUSED)));
    runs.addSubcommand(
        ofOne(
            environment,
            "resume",
            "Lets a paused run go on from its newest milestone.",
            (settings, line) -> set(settings, line, RunState.ACTIVE)));
    runs.addSubcommand(
        ofOne(
            environment,
            "delete",
            "Deletes a run with its checkpoints; samples stay, metrics go with their retention.",
            RunsCommand::delete));
    return runs;
  }

  private static CommandLine ofOne(
      Map<String, String> environment,
      String name,
      String description,
      SettingsCommand.Action action) {
    return SettingsCommand.of(environment, name, description, ONE_RUN, action, RUN);
  }

  private static int apply(Settings settings, CommandLine line) {
    RunSettings wanted = RunSettings.of(settings);
    RunSpec spec = wanted.spec();
    boolean published = new RunLog(new KafkaClients(wanted.connection())).apply(spec);
    say(line, "run " + spec.getRun() + (published ? " published" : " is there already"));
    return 0;
  }

  private static int list(Settings settings, CommandLine line) {
    KafkaClients clients = clients(settings);
    RunProgress progress = RunProgress.read(clients);
    PrintWriter out = line.getOut();
    out.printf(
        "%-32s %-20s %4s %6s %-7s %10s %10s  %s%n",
        "RUN", "SOURCE", "DIM", "STEPS", "STATE", "REACHED", "UNTIL", "STREAM");
    new RunLog(clients).read().values().forEach(spec -> out.println(row(spec, progress)));
    out.flush();
    return 0;
  }

  private static int show(Settings settings, CommandLine line) {
    RunSpec spec = new RunLog(clients(settings)).find(settings.get(RUN));
    say(line, readable(spec).toString());
    return 0;
  }

  private static int milestone(Settings settings, CommandLine line) {
    KafkaClients clients = clients(settings);
    RunLog log = new RunLog(clients);
    RunSpec spec = log.find(settings.get(RUN));
    String run = spec.getRun();
    long sent = SourceEnd.sent(clients, spec.getSource());
    long there = new Run(spec).holdOut().keptOf(spec.getSource(), sent);
    Long at = settings.get(AT).orElse(null);
    long m = at == null ? there : at;
    long furthest = RunProgress.read(clients).furthest(run);
    Long last = spec.getMilestones().getLast();
    if (m < 1) {
      throw usage(
          at == null
              ? "source " + spec.getSource() + " of run " + run + " has not sent a sample yet"
              : "milestone " + m + " is not at least 1",
          "name a size with --at, at which the run is trained when it has come");
    }
    if (m <= furthest && at != null) {
      throw usage(
          "run " + run + " is at milestone " + furthest + " already, beyond " + m,
          "ask for a larger one");
    }
    if (last != null && m > last) {
      throw usage(
          "milestone " + m + " is beyond the last one of run " + run + ", " + last,
          "raise that first: apply the run with a larger --until");
    }
    String text = "run " + run + ", milestone " + m;
    if (m <= furthest || !log.request(run, m)) {
      say(line, text + ": there already, or due by its schedule");
    } else {
      say(line, text + ": asked for; " + there + " of its samples have come");
    }
    return 0;
  }

  private static int set(Settings settings, CommandLine line, RunState state) {
    String run = settings.get(RUN);
    boolean changed = new RunLog(clients(settings)).set(run, state);
    String now = state.name().toLowerCase(Locale.ROOT);
    say(line, "run " + run + (changed ? " is " + now : " was " + now + " before"));
    return 0;
  }

  private static int delete(Settings settings, CommandLine line) {
    String run = settings.get(RUN);
    int keys = new RunRemoval(clients(settings)).remove(run);
    say(line, "run " + run + " deleted, with " + keys + " keys of checkpoints and progress");
    return 0;
  }

  private static ScorestreamException usage(String message, String remedy) {
    return new ScorestreamException(Reason.USAGE, message, remedy);
  }

  private static RunSpec readable(RunSpec spec) {
    Standardisation standardisation =
        Standardisation.newBuilder(spec.getStandardisation()).setAxes(null).build();
    return RunSpec.newBuilder(spec).setStandardisation(standardisation).build();
  }

  private static KafkaClients clients(Settings settings) {
    return new KafkaClients(ConnectionSettings.of(settings));
  }

  private static String row(RunSpec spec, RunProgress progress) {
    Long last = spec.getMilestones().getLast();
    long changedAt = progress.changedAt(spec.getRun());
    return String.format(
        "%-32s %-20s %4d %6d %-7s %10d %10s  %s",
        spec.getRun(),
        spec.getSource(),
        spec.getDimension(),
        spec.getTimeGrid().getSteps(),
        spec.getState().name().toLowerCase(Locale.ROOT),
        progress.reached(spec.getRun(), spec.getShards()),
        last == null ? "no end" : last,
        changedAt == 0 ? "steady" : "changed at " + changedAt);
  }

  private static void say(CommandLine line, String text) {
    line.getOut().println(text);
    line.getOut().flush();
  }
}
