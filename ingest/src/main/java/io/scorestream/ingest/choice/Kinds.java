package io.scorestream.ingest.choice;

import io.scorestream.events.ColumnKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Kinds of columns that a person names, over those that are found.
 *
 * @param given in the order in which they were said; a later one counts where two are of a column
 */
public record Kinds(List<Given> given) {

  /** Leaves every kind to be found. */
  public static final Kinds FOUND = new Kinds(List.of());

  private static final String MUST =
      "columns with their kinds, such as age=integer,3-7=categorical; the kinds are "
          + Arrays.stream(ColumnKind.values()).map(Kinds::word).collect(Collectors.joining(", "));

  /**
   * What is said of some columns.
   *
   * @param columns a name, a number from 1, or a range of numbers
   */
  public record Given(String columns, ColumnKind kind) {

    private boolean isOf(int number, String name) {
      if (columns.equals(name)) {
        return true;
      }
      if (!columns.matches("\\d{1,9}(-\\d{1,9})?")) {
        return false;
      }
      String[] ends = columns.split("-", 2);
      return number >= Integer.parseInt(ends[0])
          && number <= Integer.parseInt(ends[ends.length - 1]);
    }
  }

  /**
   * Understands {@code age=integer,3-7=categorical}.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  static Kinds parse(String text) {
    List<Given> given = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int equals = part.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(MUST);
      }
      String word = part.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
      given.add(
          new Given(
              part.substring(0, equals).strip(),
              Arrays.stream(ColumnKind.values())
                  .filter(kind -> kind.name().equals(word))
                  .findFirst()
                  .orElseThrow(() -> new IllegalArgumentException(MUST))));
    }
    return new Kinds(List.copyOf(given));
  }

  /**
   * The kind that is said of a column.
   *
   * @param number of the column among the samples' numbers, from 1
   */
  public Optional<ColumnKind> of(int number, String name) {
    return given.stream()
        .filter(each -> each.isOf(number, name))
        .reduce((earlier, later) -> later)
        .map(Given::kind);
  }

  /** The first that is of none of these columns. */
  public Optional<String> withoutColumn(List<String> names) {
    return given.stream()
        .filter(
            each -> {
              for (int i = 0; i < names.size(); i++) {
                if (each.isOf(i + 1, names.get(i))) {
                  return false;
                }
              }
              return true;
            })
        .map(Given::columns)
        .findFirst();
  }

  /** As {@link #parse} understands it. */
  @Override
  public String toString() {
    return given.stream()
        .map(each -> each.columns() + "=" + word(each.kind()))
        .collect(Collectors.joining(","));
  }

  private static String word(ColumnKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
