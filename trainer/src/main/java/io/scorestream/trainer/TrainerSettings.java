package io.scorestream.trainer;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.InstanceSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.storage.UserFolders;
import io.scorestream.trainer.cache.DamagePolicy;
import io.scorestream.trainer.ingest.BadRecordPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * Settings of the trainer.
 *
 * @param connection where Kafka and the registry are
 * @param instance tells this process from other trainers
 * @param startWait how long a start waits for Kafka, the registry and the topics
 * @param cacheDirectory where samples are kept
 * @param cacheShared whether other trainers are given the same directory
 * @param cacheMaxBytes that the samples kept may take; 0 for as many as the disk has
 * @param onDamagedCache what to do about a cache file that is not what was written
 * @param device what to compute on
 * @param runs ids of the runs to train; empty for all
 * @param onBadRecord what to do about a record that is not what it should be
 */
public record TrainerSettings(
    ConnectionSettings connection,
    String instance,
    Duration startWait,
    Path cacheDirectory,
    boolean cacheShared,
    long cacheMaxBytes,
    DamagePolicy onDamagedCache,
    DevicePreference device,
    Set<String> runs,
    BadRecordPolicy onBadRecord) {

  private static final String CACHE_DIR = "cache.dir";
  private static final String CACHE_SHARED = "cache.shared";
  private static final String CACHE_MAX_BYTES = "cache.max.bytes";
  private static final String ON_DAMAGED_CACHE = "on.damaged.cache";
  private static final String DEVICE = "device";
  private static final String RUNS = "runs";
  private static final String ON_BAD_RECORD = "on.bad.record";

  /** What may be set. */
  public static final ConfigDef DEFINITION = declare();

  /** Keeps its own copy of the runs. */
  public TrainerSettings {
    runs = Set.copyOf(runs);
  }

  /** Picks the trainer's settings out of checked ones. */
  public static TrainerSettings of(Settings settings) {
    String cache = settings.string(CACHE_DIR);
    return new TrainerSettings(
        ConnectionSettings.of(settings),
        InstanceSettings.of(settings),
        InstanceSettings.startWait(settings),
        cache == null ? UserFolders.cache(System.getenv()).resolve("trainer") : Path.of(cache),
        settings.flag(CACHE_SHARED),
        settings.number(CACHE_MAX_BYTES),
        DamagePolicy.valueOf(settings.string(ON_DAMAGED_CACHE).toUpperCase(Locale.ROOT)),
        DevicePreference.valueOf(settings.string(DEVICE).toUpperCase(Locale.ROOT)),
        Set.copyOf(settings.list(RUNS)),
        BadRecordPolicy.valueOf(settings.string(ON_BAD_RECORD).toUpperCase(Locale.ROOT)));
  }

  private static ConfigDef declare() {
    ConfigDef settings = InstanceSettings.declare(ConnectionSettings.declare(new ConfigDef()));
    return settings
        .define(
            CACHE_DIR,
            Type.STRING,
            null,
            Importance.HIGH,
            "Directory in which samples are kept on disk, for this trainer alone unless cache.shared"
                + " says otherwise. It can be deleted: it is rebuilt from Kafka. Without it, scorestream/trainer in $XDG_CACHE_HOME or"
                + " ~/.cache.")
        .define(
            CACHE_SHARED,
            Type.BOOLEAN,
            false,
            Importance.MEDIUM,
            "Whether other trainers are given the same cache.dir: each then takes a folder in it that"
                + " no other has.")
        .define(
            CACHE_MAX_BYTES,
            Type.LONG,
            0L,
            ConfigDef.Range.atLeast(0),
            Importance.MEDIUM,
            "Bytes of disk that kept samples may take; 0 for as many as there are. When more are"
                + " needed, samples of sources that no run has needed since the trainer started are"
                + " deleted; when those of the runs at hand alone need more, the trainer ends.")
        .define(
            ON_DAMAGED_CACHE,
            Type.STRING,
            "rebuild",
            ValidString.in("rebuild", "fail"),
            Importance.LOW,
            "What to do when kept samples are found changed on disk: rebuild says so and reads them"
                + " again from Kafka, fail ends the trainer.")
        .define(
            DEVICE,
            Type.STRING,
            "auto",
            ValidString.in("auto", "cpu", "gpu"),
            Importance.MEDIUM,
            "What to compute on: auto takes a GPU where one works, gpu fails where none does.")
        .define(
            RUNS,
            Type.LIST,
            "",
            Importance.MEDIUM,
            "Runs to train, separated by commas; without it, all.")
        .define(
            ON_BAD_RECORD,
            Type.STRING,
            "fail",
            ValidString.in("fail", "skip"),
            Importance.MEDIUM,
            "What to do about a record that is not what it should be, once it is kept in the"
                + " dead-letters topic: fail ends the trainer, skip goes on without it.");
  }
}
