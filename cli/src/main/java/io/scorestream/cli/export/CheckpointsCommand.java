package io.scorestream.cli.export;

import io.scorestream.checkpoints.Checkpoint;
import io.scorestream.checkpoints.CheckpointCatalogue;
import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.cli.listing.TextTable;
import io.scorestream.cli.listing.TextTable.Column;
import io.scorestream.control.runs.Sharing;
import io.scorestream.export.networks.ModelFormat;
import io.scorestream.export.networks.TrainedModel;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.DenseShape;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import io.scorestream.steering.RunLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows the networks of runs' milestones, and gives them out. */
@Command(
    name = "checkpoints",
    mixinStandardHelpOptions = true,
    description = "Shows the networks of runs' milestones, and writes them for other programs.")
public final class CheckpointsCommand {

  private static final SettingGroup LIST = new SettingGroup(ConnectionSettings.DECLARED);
  private static final Setting<Optional<String>> OF_RUN =
      LIST.add(Choices.oneRun("Only this run's."));
  private static final Setting<Boolean> JSON = LIST.add(Listings.json());

  private static final SettingGroup ONE = new SettingGroup(ConnectionSettings.DECLARED);
  private static final Setting<String> RUN = ONE.add(Listings.run());
  private static final Setting<String> MILESTONE = ONE.add(Choices.milestone());

  private static final SettingGroup SHOW = new SettingGroup(ONE);
  private static final Setting<Boolean> SHOWN_AS_JSON = SHOW.add(Listings.json());

  private static final SettingGroup EXPORT = new SettingGroup(ONE);
  private static final Setting<Optional<ModelFormat>> FORMAT =
      EXPORT.add(Choices.format(ModelFormat.class));
  private static final Setting<String> OUT =
      EXPORT.add(Choices.out("File, or folder of a SavedModel; what is there is replaced."));

  private CheckpointsCommand() {}

  /** The command with its subcommands. */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine checkpoints = new CommandLine(new CheckpointsCommand());
    checkpoints.addSubcommand(
        SettingsCommand.of(
            environment,
            "list",
            "Lists the milestones that all shards have reached.",
            LIST,
            CheckpointsCommand::list));
    checkpoints.addSubcommand(
        SettingsCommand.of(
            environment,
            "show",
            "Says what the networks of a milestone are.",
            SHOW,
            CheckpointsCommand::show,
            RUN));
    checkpoints.addSubcommand(
        SettingsCommand.of(
            environment,
            "export",
            "Writes the networks of a milestone, with all that it takes to score and to sample"
                + " with them.",
            EXPORT,
            CheckpointsCommand::export,
            RUN));
    return checkpoints;
  }

  private static int list(Settings settings, CommandLine line) {
    KafkaClients clients = clients(settings);
    RunLog log = new RunLog(clients);
    List<RunState> runs =
        settings.get(OF_RUN).map(run -> List.of(log.find(run))).orElseGet(log::read);
    CheckpointCatalogue catalogue = CheckpointCatalogue.read(clients, runs);
    if (settings.get(JSON)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      runs.forEach(
          run ->
              catalogue
                  .of(run.run().id())
                  .forEach(checkpoint -> rows.add(fields(run.run(), checkpoint))));
      JsonText.print(line.getOut(), rows);
      return 0;
    }
    TextTable table =
        new TextTable(
            Column.text("RUN", 32),
            Column.number("MILESTONE", 10),
            Column.number("NETWORKS", 9),
            Column.number("STEPS", 8),
            Column.number("SECONDS", 9));
    runs.forEach(
        run ->
            catalogue
                .of(run.run().id())
                .forEach(
                    checkpoint ->
                        table.row(
                            run.run().id(),
                            String.valueOf(checkpoint.milestone()),
                            String.valueOf(checkpoint.whole().weights().size()),
                            String.valueOf(checkpoint.steps()),
                            String.format(Locale.ROOT, "%.2f", checkpoint.seconds()))));
    table.print(line.getOut());
    return 0;
  }

  private static Map<String, Object> fields(Run run, Checkpoint checkpoint) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", run.id());
    fields.put("milestone", checkpoint.milestone());
    fields.put("incarnation", checkpoint.whole().incarnation());
    fields.put("networks", checkpoint.whole().weights().size());
    fields.put("steps", checkpoint.steps());
    fields.put("seconds", checkpoint.seconds());
    return fields;
  }

  private static int show(Settings settings, CommandLine line) {
    FoundCheckpoint found = find(settings);
    Run run = found.state().run();
    Map<String, Object> fields = fields(run, found.checkpoint());
    fields.put("source", run.spec().getSource());
    fields.put("timesteps", run.timesteps().length);
    fields.put("coordinates", run.network().dimension());
    if (run.network() instanceof DenseShape layers) {
      fields.put("hidden_widths", layers.hiddenWidths());
    } else if (run.network() instanceof ConvolutionalShape images) {
      fields.put("channels", images.channels());
      fields.put("blocks", images.blocks());
    }
    fields.put("activation", word(run.network().activation()));
    fields.put("sharing", Sharing.of(run.spec().getNetwork()).toString());
    fields.put("parameters", run.network().parameters());
    fields.put("depth", run.network().depth());
    fields.put("update", word(run.spec().getEvaluation().getUpdate()));
    fields.put("reverse_steps", run.plan().count());
    fields.put("steps_since_the_run_began", found.networks().networks().get(0).step());
    fields.put("spec_hash", run.hash());
    if (settings.get(SHOWN_AS_JSON)) {
      JsonText.print(line.getOut(), fields);
    } else {
      fields.forEach(
          (name, value) ->
              line.getOut().printf(Locale.ROOT, "%-28s %s%n", name.replace('_', ' '), value));
      line.getOut().flush();
    }
    return 0;
  }

  private static int export(Settings settings, CommandLine line) {
    Destination out = new Destination(settings.get(OUT));
    ModelFormat format = Choices.format(settings.get(FORMAT), out, ModelFormat.class);
    FoundCheckpoint found = find(settings);
    TrainedModel model =
        new TrainedModel(
            found.state().run(),
            found.state().incarnation(),
            found.milestone(),
            found.networks().networks());
    if (format == ModelFormat.SAVEDMODEL && out.isStandard()) {
      throw new ScorestreamException(
          Reason.USAGE,
          "a SavedModel is a folder",
          "name one by --out, or choose another --format");
    }
    try {
      out.path(path -> format.write(model, path));
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE, String.valueOf(e.getMessage()), "choose another --format", e);
    }
    out.say(line, "%s, milestone %s".formatted(found.state(), model.milestone()));
    return 0;
  }

  private static FoundCheckpoint find(Settings settings) {
    return FoundCheckpoint.of(clients(settings), settings.get(RUN), settings.get(MILESTONE));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static KafkaClients clients(Settings settings) {
    return new KafkaClients(ConnectionSettings.of(settings));
  }
}
