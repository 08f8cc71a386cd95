package io.scorestream.cli.export;

import io.scorestream.cli.listing.Listings;
import io.scorestream.control.runs.StoredGenerations;
import io.scorestream.export.table.TableFormat;
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
import io.scorestream.steering.RunLog;
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
  private static final Setting<String> RUN = EXPORT.add(Listings.run());
  private static final Setting<String> MILESTONE = EXPORT.add(Choices.milestone());
  private static final Setting<Optional<TableFormat>> FORMAT =
      EXPORT.add(Choices.format(TableFormat.class));
  private static final Setting<String> OUT =
      EXPORT.add(Choices.out("File; what is there is replaced. - for the standard output."));

  private GenerationsCommand() {}

  /** The command with its subcommands. */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine generations = new CommandLine(new GenerationsCommand());
    generations.addSubcommand(
        SettingsCommand.of(
            environment,
            "export",
            "Writes the generations of a milestone in the words and units of the data.",
            EXPORT,
            GenerationsCommand::export,
            RUN));
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
    new TableOutput(out, format).write(line, state, samples.count(), table -> table.write(samples));
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
