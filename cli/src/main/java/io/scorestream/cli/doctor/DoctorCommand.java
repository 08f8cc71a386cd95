package io.scorestream.cli.doctor;

import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.logging.LogFile;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Settings;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Says what is there, and what to do about what is not. */
public final class DoctorCommand {

  private DoctorCommand() {}

  /** The {@code doctor} command. It ends with 1 when something will not work. */
  public static CommandLine commandLine(Map<String, String> environment) {
    return SettingsCommand.of(
        environment,
        "doctor",
        "Says what is there (Java, memory, native libraries, device, broker, registry) and what to do"
            + " about what is not.",
        ConnectionSettings.DECLARED,
        DoctorCommand::examine);
  }

  /** What is found is the output; a log beside it would say the same in other words. */
  private static int examine(Settings settings, CommandLine line) {
    LogFile.silence();
    List<Finding> findings = new Examination(ConnectionSettings.of(settings)).findings();
    findings.forEach(line.getOut()::println);
    line.getOut().flush();
    return findings.stream().anyMatch(found -> found.state() == Finding.State.FAULT) ? 1 : 0;
  }
}
