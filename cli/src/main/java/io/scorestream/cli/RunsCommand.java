package io.scorestream.cli;

import io.scorestream.cli.export.RunsCompare;
import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.control.runs.RunLog;
import io.scorestream.control.runs.RunLog.Applied;
import io.scorestream.control.runs.RunLog.Steered;
import io.scorestream.control.runs.RunProgress;
import io.scorestream.control.runs.RunSettings;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunSpec;
import io.scorestream.events.Standardisation;
import io.scorestream.producer.SourceEnd;
import io.scorestream.run.GridNotice;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Publishes and shows runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description =
        "Publishes runs for the services to work on, steers them, and shows those that there are.")
final class RunsCommand {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** What every command has that publishes. */
  private static final SettingGroup PUBLISHING = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Boolean> DRY_RUN = PUBLISHING.add(Listings.dryRun());

  private static final SettingGroup APPLY = new SettingGroup(PUBLISHING, RunSettings.DECLARED);

  private static final SettingGroup LIST = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Boolean> ALL =
      LIST.add(
          Setting.of("all", SettingType.BOOLEAN)
              .otherwise(false, "Whether runs that are deleted are listed too."));

  private static final Setting<Boolean> JSON = LIST.add(Listings.json());

  private static final SettingGroup ONE_RUN = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<String> RUN =
      ONE_RUN.add(
          Setting.of("run", SettingType.TEXT).importance(Importance.HIGH).required("Run id."));

  private static final SettingGroup STEER = new SettingGroup(ONE_RUN, PUBLISHING);

  private static final SettingGroup MILESTONE = new SettingGroup(STEER);

  private static final Setting<Optional<Long>> AT =
      MILESTONE.add(
          Setting.of("at", SettingType.LONG)
              .optional(
                  "Samples m to train on. Without it, as many as its source has sent by now."));

  private static final SettingGroup EXTEND = new SettingGroup(STEER);

  private static final Setting<Optional<Long>> UNTIL =
      EXTEND.add(
          Setting.of("until", SettingType.LONG)
              .optional(
                  "Largest milestone m. Without it the run goes on for as long as samples come."));

  private static final SettingGroup DELETE = new SettingGroup(STEER);

  private static final Setting<Duration> WAIT =
      DELETE.add(
          Setting.of("wait", SettingType.DURATION)
              .otherwise(
                  Duration.ofMinutes(1),
                  "How long to wait until its trainers have deleted all of it; 0 s not to wait."));

  private RunsCommand() {}

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine runs = new CommandLine(new RunsCommand());
    runs.addSubcommand(
        SettingsCommand.withFile(
            SettingsCommand.of(
                environment,
                "apply",
                "Publishes a run. One that exists goes on as far as is said here; one that was"
                    + " deleted begins anew.",
                APPLY,
                RunsCommand::apply)));
    runs.addSubcommand(
        SettingsCommand.of(environment, "list", "Lists the runs.", LIST, RunsCommand::list));
    runs.addSubcommand(
        ofOne(
            environment,
            "show",
            "Prints a run's specification as JSON, without its axes.",
            ONE_RUN,
            RunsCommand::show));
    runs.addSubcommand(RunsCompare.commandLine(environment));
    runs.addSubcommand(
        ofOne(
            environment,
            "milestone",
            "Asks for models at the samples that a run has now, beside its schedule.",
            MILESTONE,
            RunsCommand::milestone));
    runs.addSubcommand(
        ofOne(
            environment,
            "pause",
            "Lets trainers leave a run alone; a milestone in the making is given up.",
            STEER,
            (settings, line) -> steer(settings, line, RunAction.PAUSE, null, "is paused")));
    runs.addSubcommand(
        ofOne(
            environment,
            "resume",
            "Lets a paused run go on from its newest milestone.",
            STEER,
            (settings, line) -> steer(settings, line, RunAction.RESUME, null, "goes on")));
    runs.addSubcommand(
        ofOne(environment, "extend", "Lets a run go on further.", EXTEND, RunsCommand::extend));
    runs.addSubcommand(
        ofOne(
            environment,
            "delete",
            "Deletes a run with its networks; samples stay, metrics go with their retention.",
            DELETE,
            RunsCommand::delete));
    return runs;
  }

  private static CommandLine ofOne(
      Map<String, String> environment,
      String name,
      String description,
      SettingGroup settings,
      SettingsCommand.Action action) {
    return SettingsCommand.of(environment, name, description, settings, action, RUN);
  }

  private static int apply(Settings settings, CommandLine line) {
    KafkaClients clients = clients(settings);
    RunSettings wanted = RunSettings.of(settings);
    RunSpec spec = wanted.spec(clients);
    Stream.concat(wanted.notices().stream(), GridNotice.of(new Run(spec)).stream())
        .forEach(notice -> line.getErr().println("note: " + notice));
    RunLog log = new RunLog(clients);
    if (settings.get(DRY_RUN)) {
      String would =
          switch (log.foresee(spec)) {
            case PUBLISHED -> "would be published";
            case RESTORED -> "would begin anew";
            case EXTENDED -> "would go on further";
            case UNCHANGED -> "is there already";
          };
      say(line, readable(spec).toString());
      line.getErr().println("run " + spec.getRun() + " " + would + "; nothing was done");
      line.getErr().flush();
      return 0;
    }
    Applied applied = log.apply(spec);
    String what =
        switch (applied) {
          case PUBLISHED -> "published";
          case RESTORED -> "begins anew";
          case EXTENDED -> "goes on further";
          case UNCHANGED -> "is there already";
        };
    say(line, "run " + spec.getRun() + " " + what);
    return 0;
  }

  private static int list(Settings settings, CommandLine line) {
    KafkaClients clients = clients(settings);
    RunProgress progress = RunProgress.read(clients);
    List<RunState> runs =
        new RunLog(clients)
            .read().stream()
                .filter(
                    run -> settings.get(ALL) || !run.deleted() || progress.shardsToDelete(run) > 0)
                .toList();
    PrintWriter out = line.getOut();
    if (settings.get(JSON)) {
      JsonText.print(out, runs.stream().map(run -> fields(run, progress)).toList());
      return 0;
    }
    out.printf(
        "%-32s %-20s %4s %6s %-8s %10s %10s  %s%n",
        "RUN", "SOURCE", "DIM", "STEPS", "STATE", "REACHED", "UNTIL", "STREAM");
    runs.forEach(run -> out.println(row(run, progress)));
    out.flush();
    return 0;
  }

  private static int show(Settings settings, CommandLine line) {
    RunState run = new RunLog(clients(settings)).find(settings.get(RUN));
    say(line, readable(run.run().spec()).toString());
    return 0;
  }

  /** Gives a command, or says what it would be given to. */
  private static int steer(
      Settings settings,
      CommandLine line,
      RunAction action,
      @Nullable Long milestone,
      String done) {
    RunLog log = new RunLog(clients(settings));
    String run = settings.get(RUN);
    if (settings.get(DRY_RUN)) {
      return foreseen(log.foresee(run, action, milestone), action, milestone, line);
    }
    Steered steered = log.command(run, action, milestone);
    // A command that does nothing to a run that is there is no mistake: it may be given twice.
    return say(steered.state(), steered.objection().orElse(done), line);
  }

  private static int foreseen(
      Steered steered, RunAction action, @Nullable Long milestone, CommandLine line) {
    String command =
        action.name().toLowerCase(Locale.ROOT) + (milestone == null ? "" : " " + milestone);
    String would = steered.objection().orElse("would be given the command '" + command + "'");
    String what = would + "; nothing was done";
    if (action == RunAction.DELETE) {
      say(line, steered.state().run() + " " + what);
      return 0;
    }
    return say(steered.state(), what, line);
  }

  private static int say(RunState state, String what, CommandLine line) {
    if (state.deleted()) {
      throw usage(
          state.run() + " " + what, "'scorestream runs apply' with its settings begins it anew");
    }
    say(line, state.run() + " " + what);
    return 0;
  }

  private static int extend(Settings settings, CommandLine line) {
    Long until = settings.get(UNTIL).orElse(null);
    return steer(
        settings,
        line,
        RunAction.EXTEND,
        until,
        until == null ? "goes on for as long as samples come" : "goes on to milestone " + until);
  }

  private static int milestone(Settings settings, CommandLine line) {
    KafkaClients clients = clients(settings);
    RunState state = new RunLog(clients).find(settings.get(RUN));
    String source = state.run().spec().getSource();
    long there = state.run().holdOut().keptOf(source, SourceEnd.sent(clients, source));
    Long at = settings.get(AT).orElse(null);
    long m = at == null ? there : at;
    if (m < 1) {
      throw usage(
          at == null
              ? "source " + source + " of " + state.run() + " has not sent a sample yet"
              : "milestone " + m + " is not at least 1",
          "name a size with --at, at which the run is trained when it has come");
    }
    long furthest = RunProgress.read(clients).furthest(state);
    if (m <= furthest) {
      if (at == null) {
        say(line, state.run() + ", milestone " + m + ": there already");
        return 0;
      }
      throw usage(
          state.run() + " is at milestone " + furthest + " already, beyond " + m,
          "ask for a larger one");
    }
    OptionalLong last = state.milestones().last();
    if (last.isPresent() && m > last.getAsLong()) {
      throw usage(
          "milestone %s is beyond the last one of %s, %s"
              .formatted(m, state.run(), last.getAsLong()),
          "let the run go on first: 'scorestream runs extend'");
    }
    return steer(
        settings,
        line,
        RunAction.MILESTONE,
        m,
        "is asked for milestone %s; %s of its samples have come".formatted(m, there));
  }

  private static int delete(Settings settings, CommandLine line) {
    KafkaClients clients = clients(settings);
    RunLog log = new RunLog(clients);
    String run = settings.get(RUN);
    if (settings.get(DRY_RUN)) {
      return foreseen(log.foresee(run, RunAction.DELETE, null), RunAction.DELETE, null, line);
    }
    RunState state = log.command(run, RunAction.DELETE, null).state();
    long left = awaitDeleted(clients, state, settings.get(WAIT));
    say(
        line,
        left == 0
            ? state.run() + " is deleted, with all that it made"
            : "%s is deleted; its trainers delete what %s of its %s shards made, as soon as they run"
                .formatted(state.run(), left, state.shards().size()));
    return 0;
  }

  /** Returns how many shards are not deleted yet when the patience is over. */
  private static long awaitDeleted(KafkaClients clients, RunState state, Duration patience) {
    long began = System.nanoTime();
    while (true) {
      long left = RunProgress.read(clients).shardsToDelete(state);
      if (left == 0 || System.nanoTime() - began >= patience.toNanos()) {
        return left;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
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

  private static String row(RunState state, RunProgress progress) {
    RunSpec spec = state.run().spec();
    OptionalLong last = state.milestones().last();
    long changedAt = progress.changedAt(state);
    return String.format(
        Locale.ROOT,
        "%-32s %-20s %4d %6d %-8s %10d %10s  %s",
        spec.getRun(),
        spec.getSource(),
        spec.getDimension(),
        spec.getTimeGrid().getSteps(),
        word(state, progress),
        progress.reached(state),
        last.isPresent() ? last.getAsLong() : "no end",
        changedAt == 0 ? "steady" : "changed at " + changedAt);
  }

  private static Map<String, Object> fields(RunState state, RunProgress progress) {
    RunSpec spec = state.run().spec();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", spec.getRun());
    fields.put("source", spec.getSource());
    fields.put("dimension", spec.getDimension());
    fields.put("timesteps", spec.getTimeGrid().getSteps());
    fields.put("state", word(state, progress));
    fields.put("reached", progress.reached(state));
    state.milestones().last().ifPresent(last -> fields.put("until", last));
    long changedAt = progress.changedAt(state);
    if (changedAt > 0) {
      fields.put("changed_at", changedAt);
    }
    return fields;
  }

  private static String word(RunState state, RunProgress progress) {
    if (state.deleted()) {
      return progress.shardsToDelete(state) > 0 ? "deleting" : "deleted";
    }
    return state.paused() ? "paused" : "active";
  }

  private static void say(CommandLine line, String text) {
    line.getOut().println(text);
    line.getOut().flush();
  }
}
