package io.scorestream.cli.export;

import io.scorestream.control.runs.RunLog;
import io.scorestream.control.runs.StoredGenerations;
import io.scorestream.export.table.SampleTable;
import io.scorestream.export.table.TableFormat;
import io.scorestream.export.table.TableWriter;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Gives out what samplers have made. */
@Command(
    name = "generations",
    mixinStandardHelpOptions = true,
    description = "Writes what samplers have made of runs' milestones, for other programs.")
public final class GenerationsCommand {

  private static final SettingGroup EXPORT = new SettingGroup(ConnectionSettings.DECLARED);
  private static final Setting<String> RUN = EXPORT.add(Choices.run());
  private static final Setting<String> MILESTONE =
      EXPORT.add(
          Choices.milestone(
              "Number of samples m, newest, or best: the one whose sliced W2 is least beside its"
                  + " floor."));
  private static final Setting<Optional<TableFormat>> FORMAT =
      EXPORT.add(Choices.format(TableFormat.class));
  private static final Setting<String> OUT =
      EXPORT.add(Choices.out("File; what is there is replaced. - for the standard output."));

  private GenerationsCommand() {}

  /** The command with its subcommands. */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine generations = new CommandLine(new GenerationsCommand());
    generations.addSubcommand(
        Choices.withExamples(
            SettingsCommand.of(
                environment,
                "export",
                "Writes the generations of a milestone in the words and units of the data.",
                EXPORT,
                GenerationsCommand::export,
                RUN),
            "generations export --run mixture-n50-s1 --out generations.csv",
            "generations export --run digits-n50-s1 --milestone best --out digits.png",
            "generations export --run mixture-n50-s1 --out - --format csv | head"));
    return generations;
  }

  private static int export(Settings settings, CommandLine line) {
    Destination out = new Destination(settings.get(OUT));
    TableFormat format = Choices.format(settings.get(FORMAT), out, TableFormat.class);
    KafkaClients clients = new KafkaClients(ConnectionSettings.of(settings));
    RunState state = new RunLog(clients).find(settings.get(RUN));
    StoredGenerations stored = new StoredGenerations(clients, state);
    long milestone = choose(clients, state, stored.milestones(), settings.get(MILESTONE));
    Rows samples = stored.of(milestone);
    SampleTable table = SampleTable.of(state.run().spec(), samples.count());
    Destination.StreamWriter writer =
        stream -> {
          try (TableWriter rows = format.open(table, stream)) {
            rows.write(samples);
          }
        };
    try {
      if (format.isText()) {
        out.text(line.getOut(), writer);
      } else {
        out.stream(writer);
      }
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE, state + ": " + e.getMessage(), "choose another --format", e);
    }
    out.say(line, "%s, milestone %s: %s samples".formatted(state, milestone, samples.count()));
    return 0;
  }

  private static long choose(
      KafkaClients clients, RunState state, NavigableSet<Long> there, String wanted) {
    Optional<Long> chosen =
        switch (wanted) {
          case Choices.NEWEST -> there.isEmpty() ? Optional.empty() : Optional.of(there.last());
          case Choices.BEST -> BestMilestone.among(clients, state, there);
          default ->
              Optional.of(Choices.number(wanted, Choices.NEWEST, Choices.BEST))
                  .filter(there::contains);
        };
    return chosen.orElseThrow(
        () ->
            new ScorestreamException(
                Reason.NO_INPUT,
                wanted.equals(Choices.BEST)
                    ? state + " has no generations whose distance from the data is known"
                    : "%s has no generations of milestone %s".formatted(state, wanted),
                there.isEmpty()
                    ? "let a sampler run: 'scorestream sample'"
                    : "there are those of milestones " + there));
  }
}
