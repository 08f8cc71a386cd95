package io.scorestream.cli;

import io.scorestream.cli.listing.Listings;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.steering.Steering;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine;

/** What is commanded of a run that there is, or would be by {@code --dry-run}. */
final class SteeringCommands {

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
            SteeringCommands::pause));
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
      Settings settings, CommandLine line, BiFunction<Steering, String, String> command) {
    Steering steering = new Steering(clients(settings), settings.get(DRY_RUN));
    line.getOut().println(command.apply(steering, settings.get(RUN)));
    line.getOut().flush();
    return 0;
  }

  private static int pause(Settings settings, CommandLine line) {
    return steer(settings, line, Steering::pause);
  }

  private static int resume(Settings settings, CommandLine line) {
    Double rate = settings.get(RATE).orElse(null);
    return steer(settings, line, (steering, run) -> steering.resume(run, rate));
  }

  private static int extend(Settings settings, CommandLine line) {
    Long until = settings.get(UNTIL).orElse(null);
    return steer(settings, line, (steering, run) -> steering.extend(run, until));
  }

  private static int milestone(Settings settings, CommandLine line) {
    Long at = settings.get(AT).orElse(null);
    return steer(settings, line, (steering, run) -> steering.milestone(run, at));
  }

  private static int delete(Settings settings, CommandLine line) {
    return steer(settings, line, (steering, run) -> steering.delete(run, settings.get(WAIT)));
  }

  private static KafkaClients clients(Settings settings) {
    return new KafkaClients(ConnectionSettings.of(settings));
  }
}
