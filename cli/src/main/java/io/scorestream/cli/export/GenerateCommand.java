package io.scorestream.cli.export;

import io.scorestream.cli.listing.Listings;
import io.scorestream.compute.ComputeDevice;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.export.table.TableFormat;
import io.scorestream.model.DevicePreference;
import io.scorestream.report.terminal.ProgressBar;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionChoice;
import io.scorestream.run.ConditionDraws;
import io.scorestream.run.ReverseChoice;
import io.scorestream.run.Run;
import io.scorestream.sampler.draw.SampleDraws;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import picocli.CommandLine;

/** Makes samples with trained networks, in the words and units of the data. */
public final class GenerateCommand {

  private static final SettingGroup DECLARED = new SettingGroup(ConnectionSettings.DECLARED);
  private static final Setting<String> RUN = DECLARED.add(Listings.run());
  private static final Setting<String> MILESTONE = DECLARED.add(Choices.milestone());
  private static final Setting<Long> COUNT =
      DECLARED.add(
          Setting.of("n", SettingType.LONG)
              .where(Constraint.between(1L, 1_000_000_000_000L))
              .importance(Importance.HIGH)
              .otherwise(1_000L, "How many samples."));
  private static final Setting<Optional<Long>> SEED =
      DECLARED.add(
          Setting.of("seed", SettingType.LONG)
              .optional(
                  "Equal seeds give equal samples of a milestone, and the first of them are the same"
                      + " however many are asked for. Without it, one that is made up and said."));
  private static final Setting<Optional<Integer>> STEPS =
      DECLARED.add(
          Setting.of("steps", SettingType.INT)
              .where(Constraint.atLeast(1))
              .optional(
                  "Reverse steps of a sample, over so many of the run's timesteps. Default: as many"
                      + " as its generations take."));
  private static final Setting<Optional<ReverseUpdate>> UPDATE =
      DECLARED.add(
          Setting.of("update", SettingType.choice(ReverseUpdate.class))
              .optional(
                  "How one reverse step is taken. Default: as for the run's generations, or"
                      + " flow-multistep where steps are given."));
  private static final Setting<Optional<Map<String, String>>> WHERE =
      DECLARED.add(
          Setting.of("where", Choices.WHERE)
              .optional(
                  "Values of columns of the run's condition, such as digit=7 or"
                      + " digit=7,income=50000. Default: as often as in the data."));
  private static final Setting<Double> GUIDANCE =
      DECLARED.add(
          Setting.of("guidance", SettingType.DOUBLE)
              .where(Constraint.between(0.0, 100.0))
              .otherwise(
                  0.0,
                  "Strength w with which samples lead away from what they would be without the"
                      + " condition: by (1+w) times its score less w times that without. Above 0"
                      + " they are no samples of the learnt law any more, but clearer ones."));

  private static final Setting<Optional<TableFormat>> FORMAT =
      DECLARED.add(Choices.format(TableFormat.class));
  private static final Setting<String> OUT =
      DECLARED.add(Choices.out("File; what is there is replaced. - for the standard output."));
  private static final Setting<DevicePreference> DEVICE = DECLARED.add(ComputeDevice.SETTING);

  private final Map<String, String> environment;

  private GenerateCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The command. */
  public static CommandLine commandLine(Map<String, String> environment) {
    GenerateCommand command = new GenerateCommand(environment);
    return SettingsCommand.of(
        environment,
        "generate",
        "Makes samples with the networks of a milestone, in the words and units of the data.",
        DECLARED,
        command::generate,
        RUN);
  }

  private int generate(Settings settings, CommandLine line) {
    Destination out = new Destination(settings.get(OUT));
    TableFormat format = Choices.format(settings.get(FORMAT), out, TableFormat.class);
    KafkaClients clients = new KafkaClients(ConnectionSettings.of(settings));
    FoundCheckpoint found = FoundCheckpoint.of(clients, settings.get(RUN), settings.get(MILESTONE));
    long count = settings.get(COUNT);
    long seed =
        settings.get(SEED).orElseGet(() -> ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    ReversePlan plan = plan(settings, found);
    ConditionDraws conditions = conditions(settings, found);
    long began = System.nanoTime();
    try (SampleDraws draws = new SampleDraws(settings.get(DEVICE));
        ProgressBar bar = ProgressBar.onStandardError(line.getErr(), environment, "samples")) {
      new TableOutput(out, format)
          .write(
              line,
              found.state(),
              count,
              table -> {
                for (long block = 0; block < SampleDraws.blocks(count); block++) {
                  table.write(draw(draws, found, plan, conditions, seed, block, count, bar));
                }
              });
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    out.say(
        line,
        String.format(
            Locale.ROOT,
            "%s, milestone %s, seed %s: %s samples of %s steps in %.1f s",
            found.state(),
            found.milestone(),
            seed,
            count,
            plan.count(),
            seconds));
    return 0;
  }

  private static ReversePlan plan(Settings settings, FoundCheckpoint found) {
    ReverseChoice choice = new ReverseChoice(settings.get(UPDATE), settings.get(STEPS));
    return over(found, choice::over, "give as many --steps, or leave them out");
  }

  private static ConditionDraws conditions(Settings settings, FoundCheckpoint found) {
    ConditionChoice choice =
        new ConditionChoice(settings.get(WHERE).orElse(Map.of()), settings.get(GUIDANCE));
    return over(
        found, choice::over, "give --where a value of the run's condition, or leave it out");
  }

  /** A choice as the run takes it. */
  private static <T> T over(FoundCheckpoint found, Function<Run, T> choice, String remedy) {
    try {
      return choice.apply(found.state().run());
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE, "%s: %s".formatted(found.state(), e.getMessage()), remedy, e);
    }
  }

  private static Rows draw(
      SampleDraws draws,
      FoundCheckpoint found,
      ReversePlan plan,
      ConditionDraws conditions,
      long seed,
      long block,
      long count,
      ProgressBar bar) {
    Run run = found.state().run();
    long before = block * SampleDraws.BLOCK;
    long size = Math.min(SampleDraws.BLOCK, count - before);
    int steps = run.grid().steps();
    try {
      return draws.block(
          run,
          found.networks(),
          plan,
          conditions,
          seed,
          block,
          count,
          remaining -> bar.show(before + size * (1 - (double) remaining / steps), count));
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "%s, milestone %s: %s".formatted(found.state(), found.milestone(), e.getMessage()),
          "take another --milestone, or train with a smaller rate",
          e);
    }
  }
}
