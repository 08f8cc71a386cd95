package io.scorestream.cli;

import io.scorestream.cli.export.RunsCompare;
import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.cli.listing.TextTable;
import io.scorestream.cli.listing.TextTable.Column;
import io.scorestream.control.runs.RunSettings;
import io.scorestream.events.RunSpec;
import io.scorestream.events.Standardisation;
import io.scorestream.run.GridNotice;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.steering.RunLog;
import io.scorestream.steering.RunLog.Applied;
import io.scorestream.steering.RunProgress;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Publishes and shows runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description =
        "Publishes runs for the services to work on, steers them, and shows those that there are.")
final class RunsCommand {

  private static final SettingGroup APPLY =
      new SettingGroup(ConnectionSettings.DECLARED, RunSettings.DECLARED);

  private static final Setting<Boolean> DRY_RUN = APPLY.add(Listings.dryRun());

  private static final SettingGroup LIST = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Boolean> ALL =
      LIST.add(
          Setting.of("all", SettingType.BOOLEAN)
              .otherwise(false, "Whether runs that are deleted are listed too."));

  private static final Setting<Boolean> JSON = LIST.add(Listings.json());

  private static final SettingGroup SHOW = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<String> RUN = SHOW.add(Listings.run());

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
        SettingsCommand.of(
            environment,
            "show",
            "Prints a run's specification as JSON, without its axes.",
            SHOW,
            RunsCommand::show,
            RUN));
    runs.addSubcommand(RunsCompare.commandLine(environment));
    SteeringCommands.addTo(runs, environment);
    return runs;
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
    TextTable table =
        new TextTable(
            Column.text("RUN", 32),
            Column.text("SOURCE", 20),
            Column.number("DIM", 4),
            Column.number("STEPS", 6),
            Column.text("STATE", 8),
            Column.number("REACHED", 10),
            Column.number("UNTIL", 10),
            Column.text("STREAM", 0));
    runs.forEach(run -> table.row(row(run, progress)));
    table.print(out);
    runs.stream()
        .filter(run -> run.failure() != null)
        .forEach(run -> out.println("run " + run.run().id() + " has failed: " + run.failure()));
    out.flush();
    return 0;
  }

  private static int show(Settings settings, CommandLine line) {
    RunState run = new RunLog(clients(settings)).find(settings.get(RUN));
    say(line, readable(run.run().spec()).toString());
    return 0;
  }

  private static RunSpec readable(RunSpec spec) {
    Standardisation standardisation =
        Standardisation.newBuilder(spec.getStandardisation()).setAxes(null).build();
    return RunSpec.newBuilder(spec).setStandardisation(standardisation).build();
  }

  private static KafkaClients clients(Settings settings) {
    return new KafkaClients(ConnectionSettings.of(settings));
  }

  private static String[] row(RunState state, RunProgress progress) {
    RunSpec spec = state.run().spec();
    OptionalLong last = state.milestones().last();
    long changedAt = progress.changedAt(state);
    return new String[] {
      spec.getRun(),
      spec.getSource(),
      String.valueOf(spec.getDimension()),
      String.valueOf(spec.getTimeGrid().getSteps()),
      word(state, progress),
      String.valueOf(progress.reached(state)),
      last.isPresent() ? String.valueOf(last.getAsLong()) : "no end",
      changedAt == 0 ? "steady" : "changed at " + changedAt
    };
  }

  private static Map<String, Object> fields(RunState state, RunProgress progress) {
    RunSpec spec = state.run().spec();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", spec.getRun());
    fields.put("source", spec.getSource());
    fields.put("dimension", spec.getDimension());
    fields.put("timesteps", spec.getTimeGrid().getSteps());
    fields.put("state", word(state, progress));
    if (state.failure() != null) {
      fields.put("failure", state.failure());
    }
    fields.put("reached", progress.reached(state));
    state.milestones().last().ifPresent(last -> fields.put("until", last));
    long changedAt = progress.changedAt(state);
    if (changedAt > 0) {
      fields.put("changed_at", changedAt);
    }
    return fields;
  }

  private static String word(RunState state, RunProgress progress) {
    return state.deleted() && progress.shardsToDelete(state) > 0 ? "deleting" : state.word();
  }

  private static void say(CommandLine line, String text) {
    line.getOut().println(text);
    line.getOut().flush();
  }
}
