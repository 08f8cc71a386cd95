package io.scorestream.compute;

import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.metrics.MeterGroup;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.monitoring.Condition;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingType;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a service computes on. */
public final class ComputeDevice {

  /** The setting of every service that computes. */
  public static final Setting<DevicePreference> SETTING =
      Setting.of("device", SettingType.choice(DevicePreference.class))
          .otherwise(
              DevicePreference.AUTO,
              "What to compute on: cpu, gpu, or auto for a GPU where one works; gpu fails where"
                  + " none does.");

  /** Meters of every service that computes. */
  public static final MeterGroup METERS = new MeterGroup();

  private static final MeterName DEVICE =
      METERS.add(
          MeterName.gauge(
              "scorestream.device",
              "1 for what the service computes on, cpu or gpu; the sum is how many compute on it.",
              "device"));

  private static final Logger LOG = LoggerFactory.getLogger(ComputeDevice.class);

  private ComputeDevice() {}

  /**
   * Starts TensorFlow on a device, says in the log and on a meter which it is, and that the service
   * is {@link Condition#LOADED}.
   *
   * @throws ScorestreamException with {@link Reason#UNAVAILABLE} when it does not work
   */
  public static void require(DevicePreference preference, Monitoring monitoring) {
    try {
      Device device = TensorFlowRuntime.start().device(preference);
      LOG.info("computes on {}", device.description());
      monitoring.meters().set(DEVICE, 1, device.kind().name().toLowerCase(Locale.ROOT));
      monitoring.ready().set(Condition.LOADED, true);
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          String.valueOf(e.getMessage()),
          "run: scorestream doctor; or set device=cpu (--device cpu)",
          e);
    }
  }
}
