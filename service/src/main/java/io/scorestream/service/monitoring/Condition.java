package io.scorestream.service.monitoring;

import java.util.Locale;

/** What has to hold before a service does its work. */
public enum Condition {
  /** Kafka and the registry answered, and the topics are as declared. */
  REACHED,
  /** The service knows which partitions are its own. */
  ASSIGNED,
  /** What it works with is loaded: networks and their device, or what topics held. */
  LOADED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
