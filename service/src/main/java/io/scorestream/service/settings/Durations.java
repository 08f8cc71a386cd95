package io.scorestream.service.settings;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500 ms}, {@code 1.5 s}, {@code 2 min}. Pure functions. */
public final class Durations {

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min|h|d)", Pattern.CASE_INSENSITIVE);

  /** From the largest to the smallest. */
  private static final Map<String, Duration> UNITS = units();

  private Durations() {}

  /**
   * Reads a number with its unit, to the millisecond.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  public static Duration parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("a duration with its unit, such as 500 ms, 20 s or 2 min");
    }
    Duration unit = requireNonNull(UNITS.get(written.group(2).toLowerCase(Locale.ROOT)));
    try {
      return Duration.ofMillis(
          new BigDecimal(written.group(1))
              .multiply(BigDecimal.valueOf(unit.toMillis()))
              .longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a whole number of milliseconds", e);
    }
  }

  /** A whole number of the largest unit that leaves no millisecond out. */
  public static String text(Duration duration) {
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      if (!duration.isZero() && duration.toMillis() % unit.getValue().toMillis() == 0) {
        return duration.toMillis() / unit.getValue().toMillis() + " " + unit.getKey();
      }
    }
    return duration.toSeconds() + " s";
  }

  private static Map<String, Duration> units() {
    Map<String, Duration> units = new LinkedHashMap<>();
    units.put("d", Duration.ofDays(1));
    units.put("h", Duration.ofHours(1));
    units.put("min", Duration.ofMinutes(1));
    units.put("s", Duration.ofSeconds(1));
    units.put("ms", Duration.ofMillis(1));
    return units;
  }
}
