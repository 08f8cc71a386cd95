package io.scorestream.sampler;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.InstanceSettings;
import io.scorestream.service.settings.Settings;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * Settings of the sampler.
 *
 * @param connection where Kafka and the registry are
 * @param instance tells this process from other samplers
 * @param device what to compute on
 */
public record SamplerSettings(
    ConnectionSettings connection, String instance, DevicePreference device) {

  private static final String DEVICE = "device";

  /** What may be set. */
  public static final ConfigDef DEFINITION =
      InstanceSettings.declare(ConnectionSettings.declare(new ConfigDef()))
          .define(
              DEVICE,
              Type.STRING,
              "auto",
              ValidString.in("auto", "cpu", "gpu"),
              Importance.MEDIUM,
              "What to compute on: auto takes a GPU where one works, gpu fails where none does.");

  /** Picks the sampler's settings out of checked ones. */
  public static SamplerSettings of(Settings settings) {
    return new SamplerSettings(
        ConnectionSettings.of(settings),
        InstanceSettings.of(settings),
        DevicePreference.valueOf(settings.string(DEVICE).toUpperCase(Locale.ROOT)));
  }
}
