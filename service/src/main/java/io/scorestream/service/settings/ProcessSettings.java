package io.scorestream.service.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the process of every service is told.
 *
 * @param instance tells this process from others of the same service
 * @param startWait how long a start waits for Kafka, the registry and the topics
 * @param connection where Kafka and the registry are
 */
public record ProcessSettings(String instance, Duration startWait, ConnectionSettings connection) {

  /** These settings, with those of HTTP. */
  public static final SettingGroup DECLARED =
      new SettingGroup(ConnectionSettings.DECLARED, HttpSettings.DECLARED);

  private static final Setting<Optional<String>> INSTANCE =
      DECLARED.add(
          Setting.of("instance", SettingType.TEXT)
              .importance(Importance.LOW)
              .optional(
                  "Tells this process from others of the same service; without it, host name and"
                      + " process id."));

  private static final Setting<Duration> START_WAIT =
      DECLARED.add(
          Setting.of("start.wait", SettingType.DURATION)
              .otherwise(
                  Duration.ZERO,
                  "Longest time to wait, at the start, for Kafka, the registry and the topics; 0 s"
                      + " fails at once where one is not there."));

  /** Picks these settings out of a service's. */
  public static ProcessSettings of(Settings settings) {
    return new ProcessSettings(
        settings.get(INSTANCE).orElseGet(ProcessSettings::hostAndPid),
        settings.get(START_WAIT),
        ConnectionSettings.of(settings));
  }

  private static String hostAndPid() {
    return host() + "-" + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
