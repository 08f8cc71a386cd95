package io.scorestream.cli.verify;

import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.ledger.Finding;
import io.scorestream.ledger.Ledger;
import io.scorestream.ledger.LedgerComparison;
import io.scorestream.ledger.Verification;
import io.scorestream.service.Reason;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.terminal.StandardStream;
import io.scorestream.service.terminal.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/** Reads all that is on the topics, and says what is wrong with it. */
public final class VerifyCommand {

  private static final SettingGroup DECLARED = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Optional<String>> RUN =
      DECLARED.add(
          Setting.of("run", SettingType.TEXT)
              .importance(Importance.HIGH)
              .optional("Run id; all runs without one."));

  private static final Setting<Optional<Path>> AGAINST =
      DECLARED.add(
          Setting.of("against", SettingType.PATH)
              .optional(
                  "File with an earlier ledger, as --json writes it: each of its entries that is"
                      + " another now, or missing, is a finding."));

  private static final Setting<Boolean> JSON = DECLARED.add(Listings.json());

  private VerifyCommand() {}

  /** The command. It ends with 65 when it has found something. */
  public static CommandLine commandLine(Map<String, String> environment) {
    return SettingsCommand.of(
        environment,
        "verify",
        "Reads all topics and says what is missing, there twice or not what it should be, and a"
            + " hash of all that does not depend on chance.",
        DECLARED,
        VerifyCommand::verify);
  }

  private static int verify(Settings settings, CommandLine line) {
    Optional<Ledger> earlier = settings.get(AGAINST).map(LedgerJson::read);
    Ledger ledger =
        Verification.of(new KafkaClients(ConnectionSettings.of(settings)), settings.get(RUN));
    Optional<LedgerComparison> compared =
        earlier.map(before -> LedgerComparison.of(before, ledger));
    if (settings.get(JSON)) {
      Map<String, Object> fields = LedgerJson.fields(ledger);
      compared.ifPresent(
          it -> {
            fields.put("differences", LedgerJson.findings(it.differences()));
            fields.put("added", it.added());
          });
      JsonText.print(line.getOut(), fields);
    } else {
      print(line.getOut(), ledger);
      compared.ifPresent(it -> print(line.getOut(), it));
    }
    line.getOut().flush();
    boolean isSound =
        ledger.found() == 0 && compared.map(it -> it.differences().isEmpty()).orElse(true);
    return isSound ? 0 : Reason.BAD_DATA.exitCode();
  }

  private static void print(PrintWriter out, Ledger ledger) {
    ledger
        .sources()
        .forEach(
            it -> out.printf(Locale.ROOT, "source %s: %,d samples%n", it.source(), it.samples()));
    out.println("entries:");
    ledger
        .counts()
        .forEach((topic, count) -> out.printf(Locale.ROOT, "  %-20s %,9d%n", topic, count));
    ledger.notices().forEach(it -> print(out, "note", it));
    ledger.unproven().forEach(it -> print(out, "unproven", it));
    ledger.findings().forEach(it -> print(out, it));
    long more = ledger.found() - ledger.findings().size();
    if (more > 0) {
      out.printf(Locale.ROOT, "and %,d findings more%n", more);
    }
    out.printf(Locale.ROOT, "root %s, %,d findings%n", ledger.root(), ledger.found());
  }

  private static void print(PrintWriter out, LedgerComparison compared) {
    compared.unproven().forEach(it -> print(out, "unproven", it));
    compared.differences().forEach(it -> print(out, it));
    out.printf(
        Locale.ROOT,
        "against the earlier ledger: %,d differences, %,d entries more%n",
        compared.differences().size(),
        compared.added());
  }

  private static void print(PrintWriter out, Finding finding) {
    print(out, "finding", finding.toString());
    print(out, "  ->", finding.remedy());
  }

  private static void print(PrintWriter out, String start, String text) {
    OptionalInt columns = StandardStream.OUTPUT.terminalColumns(System.getenv());
    out.println(Words.hanging(String.format(Locale.ROOT, "%-9s", start), text, columns));
  }
}
