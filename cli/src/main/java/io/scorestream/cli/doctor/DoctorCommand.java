package io.scorestream.cli.doctor;

import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.logging.LogFile;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.terminal.StandardStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine;

/** Says what is there, and what to do about what is not. */
public final class DoctorCommand {

  private static final SettingGroup DECLARED = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Boolean> JSON = DECLARED.add(Listings.json());

  private DoctorCommand() {}

  /** The {@code doctor} command. It ends with 1 when something will not work. */
  public static CommandLine commandLine(Map<String, String> environment) {
    return SettingsCommand.of(
        environment,
        "doctor",
        "Says what is there (Java, memory, native libraries, device, broker, registry) and what to do"
            + " about what is not.",
        DECLARED,
        DoctorCommand::examine);
  }

  /** What is found is the output; a log beside it would say the same in other words. */
  private static int examine(Settings settings, CommandLine line) {
    LogFile.silence();
    List<Finding> findings = new Examination(ConnectionSettings.of(settings)).findings();
    if (settings.get(JSON)) {
      JsonText.print(line.getOut(), findings.stream().map(DoctorCommand::fields).toList());
    } else {
      OptionalInt columns = StandardStream.OUTPUT.terminalColumns(System.getenv());
      findings.forEach(finding -> line.getOut().println(finding.shown(columns)));
    }
    line.getOut().flush();
    return findings.stream().anyMatch(found -> found.state() == Finding.State.FAULT) ? 1 : 0;
  }

  private static Map<String, Object> fields(Finding finding) {
    return Map.of(
        "subject", finding.subject(),
        "state", finding.state().name().toLowerCase(Locale.ROOT),
        "found", finding.found(),
        "remedy", finding.remedy());
  }
}
