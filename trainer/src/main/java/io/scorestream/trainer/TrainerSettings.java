package io.scorestream.trainer;

import io.scorestream.compute.ComputeDevice;
import io.scorestream.model.DevicePreference;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.settings.DataSize;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.storage.UserFolders;
import io.scorestream.trainer.cache.DamagePolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the trainer.
 *
 * @param process what every service's process is told
 * @param cacheDirectory where samples are kept
 * @param cacheShared whether other trainers are given the same directory
 * @param cacheMaxSize that the samples kept may take; empty for as much as the disk has
 * @param onDamagedCache what to do about a cache file that is not what was written
 * @param device what to compute on
 * @param runs ids of the runs to train; empty for all
 * @param onBadRecord what to do about a record that is not what it should be
 * @param passedOver records that are gone on without in any case
 */
public record TrainerSettings(
    ProcessSettings process,
    Path cacheDirectory,
    boolean cacheShared,
    Optional<DataSize> cacheMaxSize,
    DamagePolicy onDamagedCache,
    DevicePreference device,
    Set<String> runs,
    BadRecordPolicy onBadRecord,
    PassedOver passedOver) {

  /** Every setting of the trainer. */
  public static final SettingGroup DECLARED = new SettingGroup(ProcessSettings.DECLARED);

  private static final Setting<Optional<Path>> CACHE_DIR =
      DECLARED.add(
          Setting.of("cache.dir", SettingType.PATH)
              .importance(Importance.HIGH)
              .optional(
                  "Directory in which samples are kept on disk, for this trainer alone unless"
                      + " cache.shared says otherwise. It can be deleted: it is rebuilt from Kafka."
                      + " Without it, scorestream/trainer in $XDG_CACHE_HOME or ~/.cache."));

  private static final Setting<Boolean> CACHE_SHARED =
      DECLARED.add(
          Setting.of("cache.shared", SettingType.BOOLEAN)
              .otherwise(
                  false,
                  "Whether other trainers are given the same cache.dir: each then takes a folder in"
                      + " it that no other has."));

  private static final Setting<Optional<DataSize>> CACHE_MAX_SIZE =
      DECLARED.add(
          Setting.of("cache.max.size", SettingType.SIZE)
              .optional(
                  "Space on disk that kept samples may take; without it, all that there is. When"
                      + " more is needed, samples of sources that no run has needed since the"
                      + " trainer started are deleted; when those of the runs at hand alone need"
                      + " more, the trainer ends."));

  private static final Setting<DamagePolicy> ON_DAMAGED_CACHE =
      DECLARED.add(
          Setting.of("on.damaged.cache", SettingType.choice(DamagePolicy.class))
              .importance(Importance.LOW)
              .otherwise(
                  DamagePolicy.REBUILD,
                  "What to do when kept samples are found changed on disk: rebuild says so and"
                      + " reads them again from Kafka, fail ends the trainer."));

  private static final Setting<List<String>> RUNS =
      DECLARED.add(
          Setting.of("runs", SettingType.LIST)
              .otherwise(List.of(), "Runs to train, separated by commas; without it, all."));

  private static final Setting<DevicePreference> DEVICE = DECLARED.add(ComputeDevice.SETTING);
  private static final Setting<BadRecordPolicy> ON_BAD_RECORD =
      DECLARED.add(BadRecordPolicy.SETTING);
  private static final Setting<Optional<PassedOver>> PASS_OVER = DECLARED.add(PassedOver.SETTING);

  /** Keeps its own copy of the runs. */
  public TrainerSettings {
    runs = Set.copyOf(runs);
  }

  /** Picks the trainer's settings out of checked ones. */
  public static TrainerSettings of(Settings settings) {
    return new TrainerSettings(
        ProcessSettings.of(settings),
        settings
            .get(CACHE_DIR)
            .orElseGet(() -> UserFolders.cache(settings.environment()).resolve("trainer")),
        settings.get(CACHE_SHARED),
        settings.get(CACHE_MAX_SIZE),
        settings.get(ON_DAMAGED_CACHE),
        settings.get(DEVICE),
        Set.copyOf(settings.get(RUNS)),
        settings.get(ON_BAD_RECORD),
        settings.get(PASS_OVER).orElse(PassedOver.NONE));
  }
}
