package io.scorestream.service.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The setting that tells a process from others of the same service. */
public final class InstanceSettings {

  private static final String INSTANCE = "instance";

  private InstanceSettings() {}

  /** Adds the declaration of {@code instance}. */
  public static ConfigDef declare(ConfigDef settings) {
    return settings.define(
        INSTANCE,
        Type.STRING,
        null,
        Importance.LOW,
        "Tells this process from others of the same service; without it, host name and process"
            + " id.");
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
