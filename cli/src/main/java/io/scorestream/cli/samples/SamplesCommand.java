package io.scorestream.cli.samples;

import io.scorestream.ingest.bytes.Spool;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.run.HoldOut;
import io.scorestream.run.RunDraft;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows what samples there are. */
@Command(
    name = "samples",
    mixinStandardHelpOptions = true,
    description = "Shows what samples there are.")
public final class SamplesCommand {

  /** The settings of {@code samples describe}. */
  public static final SettingGroup DESCRIBE =
      new SettingGroup(ConnectionSettings.DECLARED, TableSettings.DECLARED);

  private static final Setting<String> SOURCE =
      DESCRIBE.add(
          Setting.of("source", SettingType.TEXT)
              .importance(Importance.HIGH)
              .required(
                  "A file, a folder of images, - for standard input, or the id of a source on the samples topic."));

  private static final Setting<Long> SEED =
      DESCRIBE.add(
          Setting.of("seed", SettingType.LONG)
              .importance(Importance.LOW)
              .otherwise(1L, "Seed of the run, which says what is held out."));

  private static final Setting<Boolean> JSON =
      DESCRIBE.add(
          Setting.of("json", SettingType.BOOLEAN)
              .otherwise(false, "Whether the description is printed as JSON."));

  private SamplesCommand() {}

  /**
   * The command.
   *
   * @param environment variables that settings may be given by
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine samples = new CommandLine(new SamplesCommand());
    samples.addSubcommand(
        SettingsCommand.of(
            environment,
            "describe",
            "Describes a file or a source: how many samples, how many are held out, and each"
                + " column's kind and range. A file needs no Kafka.",
            DESCRIBE,
            SamplesCommand::describe,
            SOURCE));
    return samples;
  }

  private static int describe(Settings settings, CommandLine line) {
    HoldOut holdOut = RunDraft.holdOut(settings.get(SEED));
    Path file = Spool.file(Path.of(settings.get(SOURCE)));
    Description description =
        Files.exists(file)
            ? Description.ofFile(file, TableSettings.of(settings), holdOut)
            : SentSamples.described(
                new KafkaClients(ConnectionSettings.of(settings)), settings.get(SOURCE), holdOut);
    PrintWriter out = line.getOut();
    out.print(settings.get(JSON) ? description.json() : DescriptionTable.of(description));
    out.flush();
    return 0;
  }
}
