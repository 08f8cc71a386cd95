package io.scorestream.sampler;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.InstanceSettings;
import io.scorestream.service.settings.Settings;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * Settings of the sampler.
 *
 * @param instance tells this process from other samplers
 * @param startWait how long a start waits for Kafka, the registry and the topics
 * @param device what to compute on
 * @param skipBadRecords whether to go on without a record that is not what it should be
 */
public record SamplerSettings(
    ConnectionSettings connection,
    String instance,
    Duration startWait,
    DevicePreference device,
    boolean skipBadRecords) {

  private static final String DEVICE = "device";
  private static final String ON_BAD_RECORD = "on.bad.record";
  private static final String SKIP = "skip";

  /** Every setting of the sampler. */
  public static final ConfigDef DEFINITION =
      InstanceSettings.declare(ConnectionSettings.declare(declared()));

  /** Picks the sampler's settings out of checked ones. */
  public static SamplerSettings of(Settings settings) {
    return new SamplerSettings(
        ConnectionSettings.of(settings),
        InstanceSettings.of(settings),
        InstanceSettings.startWait(settings),
        DevicePreference.valueOf(settings.string(DEVICE).toUpperCase(Locale.ROOT)),
        settings.string(ON_BAD_RECORD).equals(SKIP));
  }

  private static ConfigDef declared() {
    return new ConfigDef()
        .define(
            DEVICE,
            Type.STRING,
            "auto",
            ValidString.in("auto", "cpu", "gpu"),
            Importance.MEDIUM,
            "What to compute on: auto takes a GPU where one works, gpu fails where none does.")
        .define(
            ON_BAD_RECORD,
            Type.STRING,
            "fail",
            ValidString.in("fail", SKIP),
            Importance.MEDIUM,
            "What to do about a checkpoint that is not what it should be, once it is kept in the"
                + " dead-letters topic: fail ends the sampler, skip goes on without its"
                + " milestone.");
  }
}
