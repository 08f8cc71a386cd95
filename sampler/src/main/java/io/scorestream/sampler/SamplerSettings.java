package io.scorestream.sampler;

import io.scorestream.compute.ComputeDevice;
import io.scorestream.model.DevicePreference;
import io.scorestream.sampler.request.RequestLimits;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.Optional;

/**
 * Settings of the sampler.
 *
 * @param process what every service's process is told
 * @param device what to compute on
 * @param onBadRecord what to do about a record that is not what it should be
 * @param passedOver records that are gone on without in any case
 * @param requests what one request for samples may ask for
 */
public record SamplerSettings(
    ProcessSettings process,
    DevicePreference device,
    BadRecordPolicy onBadRecord,
    PassedOver passedOver,
    RequestLimits requests) {

  /** Every setting of the sampler. */
  public static final SettingGroup DECLARED = new SettingGroup(ProcessSettings.DECLARED);

  private static final Setting<DevicePreference> DEVICE = DECLARED.add(ComputeDevice.SETTING);
  private static final Setting<BadRecordPolicy> ON_BAD_RECORD =
      DECLARED.add(BadRecordPolicy.SETTING);
  private static final Setting<Optional<PassedOver>> PASS_OVER = DECLARED.add(PassedOver.SETTING);

  private static final Setting<Long> REQUEST_LIMIT =
      DECLARED.add(
          Setting.of("request.limit", SettingType.LONG)
              .where(Constraint.between(1L, 1_000_000_000L))
              .importance(Importance.LOW)
              .otherwise(
                  1_000_000L,
                  "Samples that one request may ask for, over HTTP or by the requests topic."));

  /** Picks the sampler's settings out of checked ones. */
  public static SamplerSettings of(Settings settings) {
    return new SamplerSettings(
        ProcessSettings.of(settings),
        settings.get(DEVICE),
        settings.get(ON_BAD_RECORD),
        settings.get(PASS_OVER).orElse(PassedOver.NONE),
        new RequestLimits(settings.get(REQUEST_LIMIT)));
  }
}
