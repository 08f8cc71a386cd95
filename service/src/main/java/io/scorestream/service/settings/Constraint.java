package io.scorestream.service.settings;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a value has to be beside of its type.
 *
 * @param holds whether a value is
 * @param must what messages say of it, after "must be"
 */
public record Constraint<T>(Predicate<T> holds, String must) {

  /** Neither less nor more than these. */
  public static <T extends Comparable<T>> Constraint<T> between(T least, T most) {
    return new Constraint<>(
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0, least + " to " + most);
  }

  /** Neither less nor more than these. */
  public static Constraint<Duration> between(Duration least, Duration most) {
    return new Constraint<>(
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        Durations.text(least) + " to " + Durations.text(most));
  }

  /** Not less than this. */
  public static <T extends Comparable<T>> Constraint<T> atLeast(T least) {
    return new Constraint<>(value -> value.compareTo(least) >= 0, "at least " + least);
  }
}
