package io.scorestream.producer;

import io.scorestream.ingest.DataSettings;
import io.scorestream.ingest.FileSource;
import io.scorestream.ingest.LawSource;
import io.scorestream.ingest.SampleSource;
import io.scorestream.ingest.SourceIds;
import io.scorestream.ingest.bytes.Spool;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.producer.records.RecordFormat;
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

/**
 * Settings of the producer.
 *
 * @param process what every service's process is told
 * @param sourceId key of the source's records
 * @param law name of a known law; empty where samples come from a file
 * @param seed of the law's samples
 * @param data the file; empty where samples come from a law
 * @param fromTopic topic whose records are the samples; empty where they come from elsewhere
 * @param fromFormat how its records are written
 * @param table how the file is to be read
 * @param follow whether to go on with what comes to the file
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
    Optional<String> fromTopic,
    RecordFormat fromFormat,
    TableChoice table,
    boolean follow,
    double rate,
    int batchSamples,
    long limit,
    boolean stay) {

  /** Every setting of the producer. */
  public static final SettingGroup DECLARED =
      new SettingGroup(ProcessSettings.DECLARED, DataSettings.DECLARED);

  /** Bytes of samples in a record, at most; only large samples come near it. */
  private static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;

  private static final Setting<Long> SEED =
      DECLARED.add(Setting.of("seed", SettingType.LONG).otherwise(1L, "Seed of the law's draws."));

  private static final Setting<Optional<String>> FROM_TOPIC =
      DECLARED.add(
          Setting.of("from.topic", SettingType.TEXT)
              .importance(Importance.HIGH)
              .optional(
                  "Stream the records of an existing topic, each once: its oldest first, and for as"
                      + " long as they come. Fields are chosen with columns, by name or path such as"
                      + " pos.lat or readings[0]; without it, all of the first record."));

  private static final Setting<RecordFormat> FROM_FORMAT =
      DECLARED.add(
          Setting.of("from.format", SettingType.choice(RecordFormat.class))
              .otherwise(
                  RecordFormat.AUTO,
                  "How these records are written: JSON, Avro with its schema in the registry, or a"
                      + " line of CSV whose fields are called 1, 2, ...; auto tells by each record's"
                      + " first byte."));

  private static final Setting<Boolean> FOLLOW =
      DECLARED.add(
          Setting.of("follow", SettingType.BOOLEAN)
              .otherwise(
                  false,
                  "Whether to go on with what is appended to the file, each row once it is ended by"
                      + " a line feed, or with the images that come to the folder under later names,"
                      + " until stopped."));

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
    Optional<String> topic = settings.get(FROM_TOPIC);
    DataSettings data =
        topic.isPresent()
            ? DataSettings.beside(settings, "a topic")
            : DataSettings.of(settings).orRefused();
    boolean follow = settings.get(FOLLOW);
    if (follow && data.file().isEmpty()) {
      throw new ScorestreamException(
          Reason.USAGE,
          "follow is given, but no file",
          "leave out follow (--follow): the records of a topic and the draws of a law come for ever"
              + " without it; or give data (--data)");
    }
    return new ProducerSettings(
        ProcessSettings.of(settings),
        topic
            .map(name -> data.sourceId().orElse(SourceIds.ofTopic(name, data.table().columns())))
            .orElseGet(() -> data.source(settings.get(SEED))),
        data.law(),
        settings.get(SEED),
        data.file(),
        topic,
        settings.get(FROM_FORMAT),
        data.table(),
        follow,
        settings.get(RATE),
        settings.get(BATCH_SAMPLES),
        settings.get(LIMIT),
        settings.get(STAY));
  }

  /**
   * Opens the source.
   *
   * @throws ScorestreamException when the file cannot be read or is no table of numbers, or cannot
   *     be followed and is to be
   */
  public SampleSource openSource() {
    return law.<SampleSource>map(name -> new LawSource(name, seed))
        .orElseGet(
            () ->
                follow
                    ? FileSource.follow(data.orElseThrow(), table)
                    : FileSource.open(Spool.file(data.orElseThrow()), table));
  }

  /** Samples of d numbers in a record, at most. */
  int batchSamples(int dimension) {
    return Math.max(1, Math.min(batchSamples, MAX_BATCH_BYTES / Float.BYTES / dimension));
  }
}
