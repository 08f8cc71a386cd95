package io.scorestream.service.metrics;

/** How a meter behaves over time. */
public enum MeterKind {
  /** Only grows while a process lives, and starts at 0 with each. */
  COUNTER,
  /** Goes up and down. */
  GAUGE,
  /** Counts durations and adds them up. */
  TIMER
}
