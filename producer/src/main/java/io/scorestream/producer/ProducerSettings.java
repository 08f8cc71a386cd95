package io.scorestream.producer;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.producer.source.FileSource;
import io.scorestream.producer.source.LawSource;
import io.scorestream.producer.source.SampleSource;
import io.scorestream.producer.source.SourceIds;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.InstanceSettings;
import io.scorestream.service.settings.NearestName;
import io.scorestream.service.settings.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the producer.
 *
 * @param sourceId key of the source's records
 * @param law name of a known law, or {@code null} where samples come from a file
 * @param seed of the law's samples
 * @param data the file, or {@code null} where samples come from a law
 * @param columns of the file, or {@code null} for all
 * @param rate samples per second, 0 for no bound
 * @param batchSamples most samples in a record
 * @param limit samples after which the source ends, those of earlier starts included; 0 for none
 * @param stay whether to stay until it is stopped, once all is sent
 * @param instance tells this process from others
 * @param startWait how long a start waits for Kafka, the registry and the topics
 */
public record ProducerSettings(
    String sourceId,
    String law,
    long seed,
    Path data,
    String columns,
    double rate,
    int batchSamples,
    long limit,
    boolean stay,
    String instance,
    Duration startWait,
    ConnectionSettings connection) {

  /** Every setting of the producer. */
  public static final ConfigDef DEFINITION =
      InstanceSettings.declare(ConnectionSettings.declare(declared()));

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /**
   * The settings, checked against each other.
   *
   * @throws ScorestreamException when not exactly one of law and data is given, or what belongs to
   *     the other is
   */
  public static ProducerSettings of(Settings settings) {
    String law = settings.string("law");
    String data = settings.string("data");
    String columns = settings.string("columns");
    requireOne(law, data, columns);
    Path file = data == null ? null : path(data);
    String id = settings.string("source.id");
    return new ProducerSettings(
        id != null ? id : requireId(idOf(settings, file)),
        law,
        settings.number("seed"),
        file,
        columns,
        settings.real("rate"),
        settings.integer("batch.samples"),
        settings.number("limit"),
        settings.flag("stay"),
        InstanceSettings.of(settings),
        InstanceSettings.startWait(settings),
        ConnectionSettings.of(settings));
  }

  /**
   * Opens the source.
   *
   * @throws ScorestreamException when the file cannot be read or is no table of numbers
   */
  public SampleSource openSource() {
    return law != null ? new LawSource(law, seed) : FileSource.open(data, columns);
  }

  private static void requireOne(String law, String data, String columns) {
    if (law == null && data == null) {
      throw usage(
          "neither a law nor a file is given",
          "set law (--law) to one of "
              + String.join(", ", Laws.names())
              + ", or data (--data) to a file");
    }
    if (law != null && data != null) {
      throw usage("both a law and a file are given", "leave out law (--law) or data (--data)");
    }
    if (law != null && columns != null) {
      throw usage("columns are given, but a law has none", "leave out columns (--columns)");
    }
  }

  private static Path path(String data) {
    try {
      return Path.of(data);
    } catch (InvalidPathException e) {
      throw usage(
          "data '" + data + "' is no path: " + e.getReason(), "set data (--data) to a file");
    }
  }

  private static String idOf(Settings settings, Path file) {
    return file == null
        ? SourceIds.ofLaw(settings.string("law"), settings.number("seed"))
        : SourceIds.ofFile(file, settings.string("columns"));
  }

  private static String requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw usage(
          "'" + id + "', made of the data file's name, cannot be a source id",
          "set source.id (--source-id) to letters, digits, dots, hyphens and underscores");
    }
    return id;
  }

  private static ScorestreamException usage(String message, String remedy) {
    return new ScorestreamException(Reason.USAGE, message, remedy);
  }

  private static ConfigDef declared() {
    return new ConfigDef()
        .define(
            "source.id",
            Type.STRING,
            null,
            LambdaValidator.with(
                ProducerSettings::checkId, () -> "letters, digits, dots, hyphens, underscores"),
            Importance.MEDIUM,
            "Names the source on the samples topic; without it, the law and the seed, or the file's"
                + " name without its extensions and the columns: what a run of the same data reads.")
        .define(
            "law",
            Type.STRING,
            null,
            LambdaValidator.with(ProducerSettings::checkLaw, () -> String.join(", ", Laws.names())),
            Importance.HIGH,
            "Stream independent draws of a known law: " + String.join(", ", Laws.names()) + ".")
        .define("seed", Type.LONG, 1, Importance.MEDIUM, "Seed of the law's draws.")
        .define(
            "data",
            Type.STRING,
            null,
            Importance.HIGH,
            "Stream the rows of a file: comma, semicolon, tab or blank separated, gzipped or not,"
                + " with or without a header.")
        .define(
            "columns",
            Type.STRING,
            null,
            Importance.MEDIUM,
            "Columns of the file, as names or as numbers from 1 and ranges, such as 2-257; without"
                + " it, all.")
        .define(
            "rate",
            Type.DOUBLE,
            0.0,
            Range.atLeast(0),
            Importance.MEDIUM,
            "Samples per second; 0 goes as fast as Kafka takes them.")
        .define(
            "batch.samples",
            Type.INT,
            128,
            Range.between(1, 4096),
            Importance.LOW,
            "Most samples in a record; fewer where they are large or the rate is low.")
        .define(
            "limit",
            Type.LONG,
            0,
            Range.atLeast(0),
            Importance.MEDIUM,
            "End when the topic has this many samples of the source; 0 goes on to the end of the"
                + " file, or for ever with a law.")
        .define(
            "stay",
            Type.BOOLEAN,
            false,
            Importance.LOW,
            "Whether to stay until stopped, once all is sent, and go on answering on http.port.");
  }

  private static void checkLaw(String name, Object value) {
    if (value instanceof String law && !Laws.names().contains(law)) {
      throw new ConfigException(
          "there is no law '"
              + law
              + "' among "
              + String.join(", ", Laws.names())
              + NearestName.hint(law, Laws.names()));
    }
  }

  private static void checkId(String name, Object value) {
    if (value instanceof String id && !ID.matcher(id).matches()) {
      throw new ConfigException(name, id, "must be letters, digits, dots, hyphens, underscores");
    }
  }
}
