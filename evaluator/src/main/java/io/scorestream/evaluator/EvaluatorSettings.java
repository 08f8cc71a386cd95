package io.scorestream.evaluator;

import io.scorestream.compute.ComputeDevice;
import io.scorestream.evaluator.tracking.MlflowServer;
import io.scorestream.model.DevicePreference;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.storage.UserFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the evaluator.
 *
 * @param process what every service's process is told
 * @param stateDirectory where events wait and the process keeps its identity; made where missing
 * @param threads evaluations that go on at once, at least 1
 * @param commitInterval longest time until metrics are committed and seen by others
 * @param distanceBudget time that the distances of one milestone may take, by a fixed estimate
 * @param device where networks are computed
 * @param onBadRecord what a record that cannot be used leads to
 * @param passedOver records that are gone on without in any case
 * @param advertised {@code host:port} at which others reach the HTTP API; empty for where it
 *     listens
 * @param mlflow a server that is given every metric; empty for none
 */
public record EvaluatorSettings(
    ProcessSettings process,
    Path stateDirectory,
    int threads,
    Duration commitInterval,
    Duration distanceBudget,
    DevicePreference device,
    BadRecordPolicy onBadRecord,
    PassedOver passedOver,
    Optional<String> advertised,
    Optional<MlflowServer> mlflow) {

  /** Every setting of the evaluator. */
  public static final SettingGroup DECLARED =
      new SettingGroup(ProcessSettings.DECLARED, MlflowServer.DECLARED);

  private static final Setting<Optional<Path>> STATE_DIR =
      DECLARED.add(
          Setting.of("state.dir", SettingType.PATH)
              .optional(
                  "Folder for events that wait; each process needs one of its own. What is in it"
                      + " can be rebuilt from Kafka, but keeping it makes a restart after a crash"
                      + " faster. Without it, scorestream/evaluator in $XDG_CACHE_HOME or"
                      + " ~/.cache."));

  private static final Setting<Integer> THREADS =
      DECLARED.add(
          Setting.of("threads", SettingType.INT)
              .where(Constraint.between(1, 64))
              .otherwise(
                  1,
                  "Evaluations that go on at once: of networks, and of distances between"
                      + " samples."));

  private static final Setting<Duration> COMMIT_INTERVAL =
      DECLARED.add(
          Setting.of("commit.interval", SettingType.DURATION)
              .where(Constraint.between(Duration.ofMillis(10), Duration.ofMinutes(1)))
              .importance(Importance.LOW)
              .otherwise(Duration.ofMillis(500), "Longest time until metrics are committed."));

  /** How long distances may take: what they come to depends on it. */
  public static final Setting<Duration> DISTANCES_BUDGET =
      DECLARED.add(
          Setting.of("distances.budget", SettingType.DURATION)
              .where(Constraint.between(Duration.ofMillis(100), Duration.ofMinutes(10)))
              .otherwise(
                  Duration.ofSeconds(12),
                  "Time that the distances of one milestone's generations may take. Points and"
                      + " floor pairs are chosen to fit by a fixed estimate, so that equal settings"
                      + " give equal metrics; a distance that does not fit is left out."));

  private static final Setting<Optional<String>> ADVERTISED =
      DECLARED.add(
          Setting.of("http.advertised", SettingType.TEXT)
              .where(new Constraint<>(text -> text.matches("[^:/\\s]+:\\d{1,5}"), "host:port"))
              .importance(Importance.LOW)
              .optional(
                  "host:port at which clients reach /api of this evaluator when another one sends"
                      + " them here. Without it, http.host and http.port, with this machine's name"
                      + " for 0.0.0.0."));

  private static final Setting<DevicePreference> DEVICE = DECLARED.add(ComputeDevice.SETTING);
  private static final Setting<BadRecordPolicy> ON_BAD_RECORD =
      DECLARED.add(BadRecordPolicy.SETTING);
  private static final Setting<Optional<PassedOver>> PASS_OVER = DECLARED.add(PassedOver.SETTING);

  /** Picks the settings out of checked values. */
  public static EvaluatorSettings of(Settings settings) {
    return new EvaluatorSettings(
        ProcessSettings.of(settings),
        settings
            .get(STATE_DIR)
            .orElseGet(() -> UserFolders.cache(settings.environment()).resolve("evaluator")),
        settings.get(THREADS),
        settings.get(COMMIT_INTERVAL),
        settings.get(DISTANCES_BUDGET),
        settings.get(DEVICE),
        settings.get(ON_BAD_RECORD),
        settings.get(PASS_OVER).orElse(PassedOver.NONE),
        settings.get(ADVERTISED),
        MlflowServer.of(settings));
  }
}
