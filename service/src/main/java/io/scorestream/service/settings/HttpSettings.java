package io.scorestream.service.settings;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where a service answers HTTP.
 *
 * @param host name or address to listen on
 * @param port to listen on, 0 for any that is free; {@code null} where the service is not to listen
 */
public record HttpSettings(String host, Integer port) {

  private static final String HOST = "http.host";
  private static final String PORT = "http.port";
  private static final String LOOPBACK = "127.0.0.1";

  /** Not to listen. */
  public static HttpSettings off() {
    return new HttpSettings(LOOPBACK, null);
  }

  /** Adds the declarations of these settings. */
  public static ConfigDef declare(ConfigDef settings) {
    return settings
        .define(
            HOST,
            Type.STRING,
            LOOPBACK,
            new NonEmptyString(),
            Importance.LOW,
            "Name or address that http.port is opened on; 0.0.0.0 for all of the machine's.")
        .define(
            PORT,
            Type.INT,
            null,
            ConfigDef.LambdaValidator.with(HttpSettings::checkPort, () -> "[0,...,65535]"),
            Importance.MEDIUM,
            "Port for /metrics, /healthy and /ready; 0 takes one that is free and logs it. Without"
                + " it there is none.");
  }

  /** Picks these settings out of a service's. */
  public static HttpSettings of(Settings settings) {
    return new HttpSettings(settings.string(HOST), settings.optional(PORT, Integer.class));
  }

  /** Whether to listen. */
  public boolean isOn() {
    return port != null;
  }

  private static void checkPort(String name, Object value) {
    if (value instanceof Integer port && (port < 0 || port > 65_535)) {
      throw new ConfigException(name, value, "must be a port, 0 to 65535");
    }
  }
}
