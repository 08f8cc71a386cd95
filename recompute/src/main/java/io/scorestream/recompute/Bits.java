package io.scorestream.recompute;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Numbers that are equal where their bits are. Pure functions. */
final class Bits {

  private Bits() {}

  /**
   * The first number that is another, and how many are.
   *
   * @param name of the number at an index
   * @param made once more
   * @param published before
   * @return as the end of a sentence; empty where all are the same
   */
  static Optional<String> difference(IntFunction<String> name, float[] made, float[] published) {
    if (made.length != published.length) {
      return Optional.of(
          "%s would be the first of %s, and %s were published"
              .formatted(name.apply(0), made.length, published.length));
    }
    int first = -1;
    int count = 0;
    for (int i = 0; i < made.length; i++) {
      if (Float.floatToIntBits(made[i]) != Float.floatToIntBits(published[i])) {
        first = first < 0 ? i : first;
        count++;
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "%s is %s, and was published as %s; %s of %s differ"
                .formatted(
                    name.apply(first),
                    shown(made[first]),
                    shown(published[first]),
                    count,
                    made.length));
  }

  /** The same of one number; {@code null} is none. */
  static Optional<String> difference(
      String what, @Nullable Double made, @Nullable Double published) {
    boolean isSame =
        (made == null || published == null)
            ? Objects.equals(made, published)
            : Double.doubleToLongBits(made) == Double.doubleToLongBits(published);
    return isSame
        ? Optional.empty()
        : Optional.of(
            "%s is %s, and was published as %s".formatted(what, shown(made), shown(published)));
  }

  private static String shown(float number) {
    return String.format(Locale.ROOT, "%s (%08x)", number, Float.floatToIntBits(number));
  }

  private static String shown(@Nullable Double number) {
    return number == null
        ? "none"
        : String.format(Locale.ROOT, "%s (%016x)", number, Double.doubleToLongBits(number));
  }
}
