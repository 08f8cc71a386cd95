package io.scorestream.service.settings;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a service answers HTTP.
 *
 * @param host name or address to listen on
 * @param port to listen on, 0 for any that is free; empty where the service is not to listen
 */
public record HttpSettings(String host, OptionalInt port) {

  /** These settings. */
  public static final SettingGroup DECLARED = new SettingGroup();

  private static final String LOOPBACK = "127.0.0.1";

  private static final Setting<String> HOST =
      DECLARED.add(
          Setting.of("http.host", SettingType.TEXT)
              .importance(Importance.LOW)
              .otherwise(
                  LOOPBACK,
                  "Name or address that http.port is opened on; 0.0.0.0 for all of the"
                      + " machine's."));

  private static final Setting<Optional<Integer>> PORT =
      DECLARED.add(
          Setting.of("http.port", SettingType.INT)
              .where(Constraint.between(0, 65_535))
              .optional(
                  "Port for /metrics, /healthy and /ready; 0 takes one that is free and logs it."
                      + " Without it there is none, but for the dashboard, which then has 8088."));

  /** Not to listen. */
  public static HttpSettings off() {
    return new HttpSettings(LOOPBACK, OptionalInt.empty());
  }

  /** To listen on a port of this machine alone; 0 for any that is free. */
  public static HttpSettings local(int port) {
    return new HttpSettings(LOOPBACK, OptionalInt.of(port));
  }

  /** The same, with a port where none is given. */
  public HttpSettings orPort(int usual) {
    return port.isPresent() ? this : new HttpSettings(host, OptionalInt.of(usual));
  }

  /** Picks these settings out of a service's. */
  public static HttpSettings of(Settings settings) {
    return new HttpSettings(
        settings.get(HOST), settings.get(PORT).map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }
}
