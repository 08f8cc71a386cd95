package io.scorestream.service.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How values of one kind are written and read. Immutable.
 *
 * @param label names the kind in reference pages and in {@code --help}
 * @param reader takes a text without blanks around it; throws {@link IllegalArgumentException} with
 *     what it must be, as messages say it after "must be"
 * @param writer its inverse: what the reader makes of what is written is the value
 */
public record SettingType<T>(String label, Function<String, T> reader, Function<T, String> writer) {

  /** Any text. */
  public static final SettingType<String> TEXT =
      new SettingType<>("text", Function.identity(), Function.identity());

  /** A text that no message, page or log ever shows. */
  public static final SettingType<String> SECRET =
      new SettingType<>("secret", Function.identity(), Function.identity());

  /** A whole number that an int holds. */
  public static final SettingType<Integer> INT = number("int", "a whole number", Integer::valueOf);

  /** A whole number that a long holds. */
  public static final SettingType<Long> LONG = number("long", "a whole number", Long::valueOf);

  /** A number, finite. */
  public static final SettingType<Double> DOUBLE =
      number("double", "a number", Double::valueOf)
          .where(new Constraint<>(Double::isFinite, "a finite number"));

  /** Yes or no. */
  public static final SettingType<Boolean> BOOLEAN =
      new SettingType<>("boolean", SettingType::truth, String::valueOf);

  /** A length of time, with its unit. */
  public static final SettingType<Duration> DURATION =
      new SettingType<>("duration", Durations::parse, Durations::text);

  /** A number of bytes, with its unit. */
  public static final SettingType<DataSize> SIZE =
      new SettingType<>("size", DataSize::parse, DataSize::toString);

  /** A file or folder. */
  public static final SettingType<Path> PATH =
      new SettingType<>("path", SettingType::path, Path::toString);

  /** Texts with commas between them; none of them empty. */
  public static final SettingType<List<String>> LIST =
      new SettingType<>("list", SettingType::list, values -> String.join(",", values));

  /** One of these words; case does not matter, and underscores stand for hyphens. */
  public static SettingType<String> oneOf(Collection<String> all) {
    List<String> words = List.copyOf(all);
    return new SettingType<>(
        String.join("|", words), text -> word(text, words), Function.identity());
  }

  /** One of an enum's constants, in the same way. */
  public static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> words = constants.stream().map(SettingType::word).toList();
    return new SettingType<>(
        String.join("|", words),
        text -> constants.get(words.indexOf(word(text, words))),
        SettingType::word);
  }

  /** Whether its values are nobody's to see. */
  boolean isSecret() {
    return label.equals(SECRET.label);
  }

  /** The same with a check on top. */
  public SettingType<T> where(Constraint<T> check) {
    return new SettingType<>(
        label,
        text -> {
          T value = reader.apply(text);
          if (!check.holds().test(value)) {
            throw new IllegalArgumentException(check.must());
          }
          return value;
        },
        writer);
  }

  /** The same for a setting that may be left out. */
  SettingType<Optional<T>> optional() {
    return new SettingType<>(
        label, text -> Optional.of(reader.apply(text)), value -> value.map(writer).orElse(""));
  }

  private static <N extends Number> SettingType<N> number(
      String label, String must, Function<String, N> reader) {
    return new SettingType<>(
        label,
        text -> {
          try {
            return reader.apply(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(must, e);
          }
        },
        String::valueOf);
  }

  private static Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("a path: " + e.getReason(), e);
    }
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  private static String word(String text, List<String> words) {
    String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
    if (!words.contains(wanted)) {
      throw new IllegalArgumentException(
          "one of " + String.join(", ", words) + NearestName.hint(wanted, words));
    }
    return wanted;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
