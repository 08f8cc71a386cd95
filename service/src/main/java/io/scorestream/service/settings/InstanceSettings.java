package io.scorestream.service.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Settings of every service: what tells its process from others, and how it starts. */
public final class InstanceSettings {

  private static final String INSTANCE = "instance";
  private static final String START_WAIT = "start.wait.ms";

  private InstanceSettings() {}

  /** Adds their declarations. */
  public static ConfigDef declare(ConfigDef settings) {
    return HttpSettings.declare(settings)
        .define(
            INSTANCE,
            Type.STRING,
            null,
            Importance.LOW,
            "Tells this process from others of the same service; without it, host name and process"
                + " id.")
        .define(
            START_WAIT,
            Type.LONG,
            0L,
            ConfigDef.Range.atLeast(0),
            Importance.MEDIUM,
            "Longest time to wait, at the start, for Kafka, the registry and the topics, in"
                + " milliseconds; 0 fails at once where one is not there.");
  }

  /** How long a start waits for what the service needs. */
  public static Duration startWait(Settings settings) {
    return settings.millis(START_WAIT);
  }

  /** The instance that is set, or else {@code host-pid}. */
  public static String of(Settings settings) {
    String given = settings.string(INSTANCE);
    return given == null ? host() + "-" + ProcessHandle.current().pid() : given;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
