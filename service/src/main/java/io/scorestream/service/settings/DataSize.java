package io.scorestream.service.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, as people write it: {@code 512 MiB}.
 *
 * @param bytes at least 0
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB|TiB)", Pattern.CASE_INSENSITIVE);
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** Refuses less than none. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size of " + bytes + " bytes is less than none");
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  public static DataSize parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("a size with its unit, such as 512 MiB");
    }
    try {
      long bytes = Long.parseLong(written.group(1));
      return new DataSize(Math.multiplyExact(bytes, factor(written.group(2))));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("less than 8388608 TiB", e);
    }
  }

  /** A whole number of the largest unit that leaves nothing out. */
  @Override
  public String toString() {
    int unit = 0;
    long count = bytes;
    while (count > 0 && count % 1024 == 0 && unit < UNITS.length - 1) {
      count /= 1024;
      unit++;
    }
    return count + " " + UNITS[unit];
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  private static long factor(String unit) {
    long factor = 1;
    for (String known : UNITS) {
      if (known.toLowerCase(Locale.ROOT).equals(unit.toLowerCase(Locale.ROOT))) {
        return factor;
      }
      factor *= 1024;
    }
    throw new IllegalArgumentException("a size in " + String.join(", ", UNITS));
  }
}
