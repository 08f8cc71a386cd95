package io.scorestream.producer;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.ingest.FileSource;
import io.scorestream.ingest.LawSource;
import io.scorestream.ingest.SampleSource;
import io.scorestream.ingest.SourceIds;
import io.scorestream.ingest.bytes.Spool;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the producer.
 *
 * @param process what every service's process is told
 * @param sourceId key of the source's records
 * @param law name of a known law; empty where samples come from a file
 * @param seed of the law's samples
 * @param data the file; empty where samples come from a law
 * @param table how the file is to be read
 * @param rate samples per second, 0 for no bound
 * @param batchSamples most samples in a record
 * @param limit samples after which the source ends, those of earlier starts included; 0 for none
 * @param stay whether to stay until it is stopped, once all is sent
 */
public record ProducerSettings(
    ProcessSettings process,
    String sourceId,
    Optional<String> law,
    long seed,
    Optional<Path> data,
    TableChoice table,
    double rate,
    int batchSamples,
    long limit,
    boolean stay) {

  /** Every setting of the producer. */
  public static final SettingGroup DECLARED =
      new SettingGroup(ProcessSettings.DECLARED, TableSettings.DECLARED);

  private static final Constraint<String> IS_ID =
      new Constraint<>(
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}").asMatchPredicate(),
          "letters, digits, dots, hyphens and underscores");

  private static final Setting<Optional<String>> SOURCE_ID =
      DECLARED.add(
          Setting.of("source.id", SettingType.TEXT)
              .where(IS_ID)
              .optional(
                  "Names the source on the samples topic; without it, the law and the seed, or the"
                      + " file's name without its extensions and the columns: what a run of the"
                      + " same data reads."));

  private static final Setting<Optional<String>> LAW =
      DECLARED.add(
          Setting.of("law", SettingType.oneOf(Laws.names()))
              .importance(Importance.HIGH)
              .optional("Stream independent draws of a known law."));

  private static final Setting<Long> SEED =
      DECLARED.add(Setting.of("seed", SettingType.LONG).otherwise(1L, "Seed of the law's draws."));

  private static final Setting<Optional<Path>> DATA =
      DECLARED.add(
          Setting.of("data", SettingType.PATH)
              .importance(Importance.HIGH)
              .optional(
                  "Stream the rows of a file (text with commas, semicolons, tabs or blanks, gzip,"
                      + " Zstandard, NumPy's .npy, IDX), of a named pipe or of standard input (-),"
                      + " or the PNG and JPEG images of a folder."));

  private static final Setting<Double> RATE =
      DECLARED.add(
          Setting.of("rate", SettingType.DOUBLE)
              .where(Constraint.atLeast(0.0))
              .otherwise(0.0, "Samples per second; 0 goes as fast as Kafka takes them."));

  private static final Setting<Integer> BATCH_SAMPLES =
      DECLARED.add(
          Setting.of("batch.samples", SettingType.INT)
              .where(Constraint.between(1, 4096))
              .importance(Importance.LOW)
              .otherwise(
                  128, "Most samples in a record; fewer where they are large or the rate is low."));

  private static final Setting<Long> LIMIT =
      DECLARED.add(
          Setting.of("limit", SettingType.LONG)
              .where(Constraint.atLeast(0L))
              .otherwise(
                  0L,
                  "End when the topic has this many samples of the source; 0 goes on to the end of"
                      + " the file, or for ever with a law."));

  private static final Setting<Boolean> STAY =
      DECLARED.add(
          Setting.of("stay", SettingType.BOOLEAN)
              .importance(Importance.LOW)
              .otherwise(
                  false,
                  "Whether to stay until stopped, once all is sent, and go on answering on"
                      + " http.port."));

  /**
   * The settings, checked against each other.
   *
   * @throws ScorestreamException when not exactly one of law and data is given, or what belongs to
   *     the other is
   */
  public static ProducerSettings of(Settings settings) {
    Optional<String> law = settings.get(LAW);
    Optional<Path> data = settings.get(DATA);
    TableChoice table = TableSettings.of(settings);
    requireOne(law, data, table);
    return new ProducerSettings(
        ProcessSettings.of(settings),
        settings.get(SOURCE_ID).orElseGet(() -> idOf(settings)),
        law,
        settings.get(SEED),
        data,
        table,
        settings.get(RATE),
        settings.get(BATCH_SAMPLES),
        settings.get(LIMIT),
        settings.get(STAY));
  }

  /**
   * Opens the source.
   *
   * @throws ScorestreamException when the file cannot be read or is no table of numbers
   */
  public SampleSource openSource() {
    return law.<SampleSource>map(name -> new LawSource(name, seed))
        .orElseGet(() -> FileSource.open(Spool.file(data.orElseThrow()), table));
  }

  private static void requireOne(Optional<String> law, Optional<Path> data, TableChoice table) {
    if (law.isEmpty() && data.isEmpty()) {
      throw usage(
          "neither a law nor a file is given",
          "set law (--law) to one of "
              + String.join(", ", Laws.names())
              + ", or data (--data) to a file");
    }
    if (law.isPresent() && data.isPresent()) {
      throw usage("both a law and a file are given", "leave out law (--law) or data (--data)");
    }
    if (law.isPresent() && !table.equals(TableChoice.ALL)) {
      String given = String.join(", ", table.settings().keySet());
      throw usage(
          given + " given, but a law is no file", "leave out " + given + ", or give data (--data)");
    }
  }

  private static String idOf(Settings settings) {
    return settings
        .get(DATA)
        .map(data -> SourceIds.ofFile(Spool.named(data), TableSettings.of(settings).columns()))
        .orElseGet(() -> SourceIds.ofLaw(settings.get(LAW).orElseThrow(), settings.get(SEED)));
  }

  private static ScorestreamException usage(String message, String remedy) {
    return new ScorestreamException(Reason.USAGE, message, remedy);
  }
}
