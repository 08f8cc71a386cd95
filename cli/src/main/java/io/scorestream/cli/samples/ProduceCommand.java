package io.scorestream.cli.samples;

import io.scorestream.cli.listing.Listings;
import io.scorestream.producer.Main;
import io.scorestream.producer.ProducerService;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.producer.Prospect;
import io.scorestream.run.RunDraft;
import io.scorestream.service.command.ServiceCommand;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** The producer, or what it would do. */
public final class ProduceCommand {

  private static final SettingGroup TRIED = new SettingGroup();
  private static final Setting<Boolean> DRY_RUN = TRIED.add(Listings.dryRun());

  private ProduceCommand() {}

  /** The command. */
  public static CommandLine commandLine(Map<String, String> environment) {
    ServiceCommand produce = Main.command();
    return produce.commandLine(
        environment,
        TRIED,
        (settings, line) ->
            settings.get(DRY_RUN) ? foresee(settings, line) : produce.serve(settings, line));
  }

  private static int foresee(Settings settings, CommandLine line) {
    ProducerSettings wanted = ProducerSettings.of(settings);
    Prospect prospect = new ProducerService(wanted).foresee();
    PrintWriter out = line.getOut();
    out.print(DescriptionTable.of(Description.of(prospect, RunDraft.holdOut(wanted.seed()))));
    out.printf(
        Locale.ROOT,
        "%ntopic    %s, partition %d: where the source %s%n",
        wanted.process().connection().topics().samples(),
        prospect.info().getPartition(),
        prospect.isNew() ? "would begin" : "lies");
    out.printf(
        Locale.ROOT,
        "next     sample %d; %s would be sent, nothing was%n",
        prospect.sent(),
        next(wanted, prospect));
    out.flush();
    return 0;
  }

  private static String next(ProducerSettings wanted, Prospect prospect) {
    if (prospect.next().isEmpty()) {
      return "samples without end";
    }
    boolean goesOn = wanted.fromTopic().isPresent() && wanted.limit() == 0;
    return (goesOn ? "those of %d records, and of all that come," : "%d samples")
        .formatted(prospect.next().getAsLong());
  }
}
