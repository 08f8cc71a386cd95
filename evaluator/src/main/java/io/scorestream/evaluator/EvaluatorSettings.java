package io.scorestream.evaluator;

import io.scorestream.evaluator.records.OnBadRecord;
import io.scorestream.model.DevicePreference;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.InstanceSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.storage.UserFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the evaluator.
 *
 * @param stateDirectory where events wait and the process keeps its identity; made where missing
 * @param threads stream threads, at least 1
 * @param commitInterval longest time until metrics are committed and seen by others
 * @param evaluationTimeout longest time that one event's evaluation may take
 * @param distanceBudget time that the distances of one milestone may take, by a fixed estimate
 * @param device where networks are computed
 * @param onBadRecord what a record that cannot be used leads to
 * @param instance tells this process from others
 * @param startWait how long a start waits for Kafka, the registry and the topics
 * @param advertised {@code host:port} at which others reach the HTTP API; {@code null} for where it
 *     listens
 * @param connection where Kafka and the registry are
 */
public record EvaluatorSettings(
    Path stateDirectory,
    int threads,
    Duration commitInterval,
    Duration evaluationTimeout,
    Duration distanceBudget,
    DevicePreference device,
    OnBadRecord onBadRecord,
    String instance,
    Duration startWait,
    String advertised,
    ConnectionSettings connection) {

  private static final String ADVERTISED = "http.advertised";

  /** Every setting of the evaluator. */
  public static final ConfigDef DEFINITION =
      InstanceSettings.declare(ConnectionSettings.declare(declared()));

  /** Picks the settings out of checked values. */
  public static EvaluatorSettings of(Settings settings) {
    String state = settings.string("state.dir");
    return new EvaluatorSettings(
        state == null ? UserFolders.cache(System.getenv()).resolve("evaluator") : Path.of(state),
        settings.integer("threads"),
        settings.millis("commit.interval.ms"),
        settings.millis("evaluation.timeout.ms"),
        settings.millis("distances.budget.ms"),
        DevicePreference.valueOf(settings.string("device").toUpperCase(Locale.ROOT)),
        OnBadRecord.valueOf(settings.string("on.bad.record").toUpperCase(Locale.ROOT)),
        InstanceSettings.of(settings),
        InstanceSettings.startWait(settings),
        settings.string(ADVERTISED),
        ConnectionSettings.of(settings));
  }

  private static ConfigDef declared() {
    return new ConfigDef()
        .define(
            "state.dir",
            Type.STRING,
            null,
            Importance.MEDIUM,
            "Folder for events that wait; each process needs one of its own. What is in it can be"
                + " rebuilt from Kafka, but keeping it makes a restart after a crash faster."
                + " Without it, scorestream/evaluator in $XDG_CACHE_HOME or ~/.cache.")
        .define(
            "threads",
            Type.INT,
            1,
            Range.between(1, 64),
            Importance.MEDIUM,
            "Threads that evaluate; more than one helps with several runs.")
        .define(
            "commit.interval.ms",
            Type.LONG,
            500,
            Range.between(10, 60_000),
            Importance.LOW,
            "Longest time until metrics are committed, in milliseconds.")
        .define(
            "evaluation.timeout.ms",
            Type.LONG,
            120_000,
            Range.between(10_000, 900_000),
            Importance.LOW,
            "Longest time that the evaluation of one event may take, in milliseconds; after it"
                + " another process takes over.")
        .define(
            "distances.budget.ms",
            Type.LONG,
            10_000,
            Range.between(100, 600_000),
            Importance.MEDIUM,
            "Time that the distances of one milestone's generations may take, in milliseconds. Points"
                + " and floor pairs are chosen to fit by a fixed estimate, so that equal settings"
                + " give equal metrics; a distance that does not fit is left out.")
        .define(
            "device",
            Type.STRING,
            "auto",
            CaseInsensitiveValidString.in("auto", "cpu", "gpu"),
            Importance.MEDIUM,
            "Where networks are computed: cpu, gpu, or auto for a GPU where one works.")
        .define(
            "on.bad.record",
            Type.STRING,
            "fail",
            CaseInsensitiveValidString.in("fail", "skip"),
            Importance.MEDIUM,
            "What a record that cannot be used leads to, once it is kept on the dead-letters topic:"
                + " fail ends the evaluator, skip goes on without it.")
        .define(
            ADVERTISED,
            Type.STRING,
            null,
            ConfigDef.LambdaValidator.with(EvaluatorSettings::checkAdvertised, () -> "host:port"),
            Importance.LOW,
            "host:port at which clients reach /api of this evaluator when another one sends them"
                + " here. Without it, http.host and http.port, with this machine's name for"
                + " 0.0.0.0.");
  }

  private static void checkAdvertised(String name, Object value) {
    if (value != null && !value.toString().matches("[^:/\\s]+:\\d{1,5}")) {
      throw new ConfigException(name, value, "must be host:port");
    }
  }
}
