package io.scorestream.cli.verify;

import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.compute.ComputeDevice;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.ledger.Finding;
import io.scorestream.ledger.Ledger;
import io.scorestream.ledger.LedgerComparison;
import io.scorestream.ledger.Verification;
import io.scorestream.ledger.Verified;
import io.scorestream.model.DevicePreference;
import io.scorestream.recompute.Outcome;
import io.scorestream.recompute.Recomputation;
import io.scorestream.service.Reason;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.terminal.StandardStream;
import io.scorestream.service.terminal.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Reads all that is on the topics, and says what is wrong with it. */
public final class VerifyCommand {

  private static final SettingGroup DECLARED = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Optional<String>> RUN =
      DECLARED.add(
          Setting.of("run", SettingType.TEXT)
              .importance(Importance.HIGH)
              .optional("Run id; all runs without one."));

  private static final Setting<Integer> RECOMPUTE =
      DECLARED.add(
          Setting.of("recompute", SettingType.INT)
              .where(Constraint.between(0, 1_000_000))
              .importance(Importance.HIGH)
              .otherwise(
                  0,
                  "Trainings, generations and metrics that are computed once more and compared bit"
                      + " by bit, chosen by the seed."));

  private static final Setting<Optional<Long>> SEED =
      DECLARED.add(
          Setting.of("seed", SettingType.LONG)
              .optional(
                  "Chooses what is computed once more; without one, the first 15 digits of the"
                      + " ledger's root."));

  private static final Setting<DevicePreference> DEVICE = DECLARED.add(ComputeDevice.SETTING);

  private static final Setting<Duration> DISTANCES_BUDGET =
      DECLARED.add(EvaluatorSettings.DISTANCES_BUDGET);

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
    KafkaClients clients = new KafkaClients(ConnectionSettings.of(settings));
    try (Verified verified = Verification.read(clients, settings.get(RUN))) {
      Ledger ledger = verified.ledger();
      Optional<LedgerComparison> compared =
          earlier.map(before -> LedgerComparison.of(before, ledger));
      boolean isRecomputed =
          settings.get(JSON)
              ? json(settings, verified, compared, line.getOut())
              : text(settings, verified, compared, line.getOut());
      boolean isSound =
          ledger.found() == 0 && compared.map(it -> it.differences().isEmpty()).orElse(true);
      return isSound && isRecomputed ? 0 : Reason.BAD_DATA.exitCode();
    }
  }

  /** Whether all that could be computed once more came to the same bits. */
  private static boolean json(
      Settings settings, Verified verified, Optional<LedgerComparison> compared, PrintWriter out) {
    Map<String, Object> fields = LedgerJson.fields(verified.ledger());
    compared.ifPresent(
        it -> {
          fields.put("differences", LedgerJson.findings(it.differences()));
          fields.put("added", it.added());
        });
    List<Outcome> outcomes = outcomes(settings, verified, outcome -> {});
    if (settings.get(RECOMPUTE) > 0) {
      fields.put("seed", seed(settings, verified));
      fields.put("recomputed", LedgerJson.outcomes(outcomes));
    }
    JsonText.print(out, fields);
    out.flush();
    return isSame(outcomes);
  }

  private static boolean text(
      Settings settings, Verified verified, Optional<LedgerComparison> compared, PrintWriter out) {
    print(out, verified.ledger());
    compared.ifPresent(it -> print(out, it));
    out.flush();
    List<Outcome> outcomes =
        outcomes(
            settings,
            verified,
            outcome -> {
              print(out, outcome);
              out.flush();
            });
    if (settings.get(RECOMPUTE) > 0) {
      out.printf(
          Locale.ROOT,
          "computed once more, by seed %d: %,d the same, %,d different, %,d unproven%n",
          seed(settings, verified),
          count(outcomes, Outcome.Same.class),
          count(outcomes, Outcome.Different.class),
          count(outcomes, Outcome.Unproven.class));
      out.flush();
    }
    return isSame(outcomes);
  }

  private static List<Outcome> outcomes(
      Settings settings, Verified verified, Consumer<Outcome> each) {
    return settings.get(RECOMPUTE) == 0
        ? List.of()
        : Recomputation.of(
            verified,
            settings.get(RECOMPUTE),
            seed(settings, verified),
            settings.get(DEVICE),
            settings.get(DISTANCES_BUDGET),
            each);
  }

  private static long seed(Settings settings, Verified verified) {
    return settings.get(SEED).orElseGet(() -> Recomputation.seed(verified));
  }

  private static boolean isSame(List<Outcome> outcomes) {
    return count(outcomes, Outcome.Different.class) == 0;
  }

  private static long count(List<Outcome> outcomes, Class<? extends Outcome> kind) {
    return outcomes.stream().filter(kind::isInstance).count();
  }

  private static void print(PrintWriter out, Outcome outcome) {
    if (outcome instanceof Outcome.Same same) {
      print(out, "same", same.pick() + ": " + same.what());
    } else if (outcome instanceof Outcome.Unproven unproven) {
      print(out, "unproven", unproven.pick() + ": " + unproven.why());
    } else if (outcome instanceof Outcome.Different different) {
      print(out, different.finding());
    }
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
