package io.scorestream.dashboard.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param number tells it from others of this process
 * @param at when, by Kafka's record
 * @param run whose it is; {@code null} where it is no run's
 * @param kind what it is
 * @param text for people
 * @param milestone m that it is about; {@code null} for none
 * @param timestep k that it is about; {@code null} for none
 */
public record Entry(
    long number,
    Instant at,
    @Nullable String run,
    Kind kind,
    String text,
    @Nullable Long milestone,
    @Nullable Integer timestep) {

  /** What may happen. */
  public enum Kind {
    /** A run was published. */
    RUN_APPLIED,
    /** Somebody gave a command that did something. */
    COMMAND,
    /** All networks of a milestone are trained. */
    MILESTONE,
    /** The headline error of a milestone is there for every timestep. */
    EVALUATED,
    /** Something was found that people should look at. */
    ALARM,
    /** The forecast of a run says something else than before. */
    FORECAST,
    /** A service came, or fell silent. */
    SERVICE,
    /** A run cannot go on. */
    FAILED
  }

  /** Of no number yet. */
  static Entry of(
      Instant at,
      @Nullable String run,
      Kind kind,
      String text,
      @Nullable Long milestone,
      @Nullable Integer timestep) {
    return new Entry(0, at, run, kind, text, milestone, timestep);
  }

  Entry numbered(long own) {
    return new Entry(own, at, run, kind, text, milestone, timestep);
  }
}
