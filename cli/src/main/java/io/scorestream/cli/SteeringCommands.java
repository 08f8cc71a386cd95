package io.scorestream.cli;

import io.scorestream.cli.listing.Listings;
import io.scorestream.control.runs.RunLog;
import io.scorestream.control.runs.RunLog.Steered;
import io.scorestream.control.runs.RunProgress;
import io.scorestream.events.RunAction;
import io.scorestream.producer.SourceEnd;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What is commanded of a run that there is, or would be by {@code --dry-run}. */
final class SteeringCommands {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private static final SettingGroup STEER = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<String> RUN = STEER.add(Listings.run());

  private static final Setting<Boolean> DRY_RUN = STEER.add(Listings.dryRun());

  private static final SettingGroup RESUME = new SettingGroup(STEER);

  private static final Setting<Optional<Double>> RATE =
      RESUME.add(
          Setting.of("learning.rate", SettingType.DOUBLE)
              .optional(
                  "Adam's step size at the start of each milestone from now on, as for a run that"
                      + " diverged. Without it, the one that the run had."));

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

  private SteeringCommands() {}

  /** Gives {@code runs} a subcommand for each. */
  static void addTo(CommandLine runs, Map<String, String> environment) {
    runs.addSubcommand(
        ofOne(
            environment,
            "milestone",
            "Asks for models at the samples that a run has now, beside its schedule.",
            MILESTONE,
            SteeringCommands::milestone));
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
            "Lets a run that is paused, or that failed, go on from its newest milestone.",
            RESUME,
            SteeringCommands::resume));
    runs.addSubcommand(
        ofOne(
            environment, "extend", "Lets a run go on further.", EXTEND, SteeringCommands::extend));
    runs.addSubcommand(
        ofOne(
            environment,
            "delete",
            "Deletes a run with its networks; samples stay, metrics go with their retention.",
            DELETE,
            SteeringCommands::delete));
  }

  private static CommandLine ofOne(
      Map<String, String> environment,
      String name,
      String description,
      SettingGroup settings,
      SettingsCommand.Action action) {
    return SettingsCommand.of(environment, name, description, settings, action, RUN);
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
    return say(steered.state(), action, steered.objection().orElse(done), line);
  }

  private static int resume(Settings settings, CommandLine line) {
    RunLog log = new RunLog(clients(settings));
    String run = settings.get(RUN);
    Double rate = settings.get(RATE).orElse(null);
    if (rate != null && !(rate > 0 && rate < 1)) {
      throw usage("learning rate " + rate + " is not in (0, 1)", "name a smaller one");
    }
    if (settings.get(DRY_RUN)) {
      return foreseen(log.foreseeResume(run, rate), RunAction.RESUME, null, line);
    }
    Steered steered = log.resume(run, rate);
    String done = rate == null ? "goes on" : "goes on at learning rate " + rate;
    return say(steered.state(), RunAction.RESUME, steered.objection().orElse(done), line);
  }

  private static int foreseen(
      Steered steered, RunAction action, @Nullable Long milestone, CommandLine line) {
    String command =
        action.name().toLowerCase(Locale.ROOT) + (milestone == null ? "" : " " + milestone);
    String would = steered.objection().orElse("would be given the command '" + command + "'");
    return say(steered.state(), action, would + "; nothing was done", line);
  }

  private static int say(RunState state, RunAction action, String what, CommandLine line) {
    if (state.deleted() && action != RunAction.DELETE) {
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

  private static KafkaClients clients(Settings settings) {
    return new KafkaClients(ConnectionSettings.of(settings));
  }

  private static void say(CommandLine line, String text) {
    line.getOut().println(text);
    line.getOut().flush();
  }
}
