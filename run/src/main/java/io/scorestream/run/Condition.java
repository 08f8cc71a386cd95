package io.scorestream.run;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.GivenValues;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a run's samples are made of: columns that networks see as they are, at every time, so that
 * they learn the score {@code ∇_x log q_t(x | c)} of the other columns given these. Immutable.
 */
public final class Condition {

  private final List<SourceColumn> source;
  private final List<Integer> columns;
  private final ConditionSpec spec;

  private Condition(List<SourceColumn> source, List<Integer> columns, ConditionSpec spec) {
    this.source = source;
    this.columns = columns;
    this.spec = spec;
  }

  /**
   * That of a specification; empty where it has none.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static Optional<Condition> of(RunSpec run) {
    ConditionSpec spec = run.getCondition();
    if (spec == null) {
      return Optional.empty();
    }
    List<SourceColumn> source = ColumnNames.described(run);
    List<Integer> columns = columns(source, spec.getColumns());
    if (!(spec.getDropping() >= 0 && spec.getDropping() < 1)) {
      throw new IllegalArgumentException(
          "a condition is hidden from a share of %s of the rows; give one in [0, 1)"
              .formatted(spec.getDropping()));
    }
    if (spec.getGiven().isEmpty()
        || spec.getGiven().stream()
            .anyMatch(
                given -> given.getRows() < 1 || given.getNumbers().size() != columns.size())) {
      throw new IllegalArgumentException(
          "a condition needs numbers of its %s columns to make generations of, with 1 row or more each"
              .formatted(columns.size()));
    }
    return Optional.of(new Condition(source, columns, spec));
  }

  /**
   * The places of columns that a condition names, rising.
   *
   * @param source all columns
   * @param named each by its name, or by its number from 1
   * @throws IllegalArgumentException naming one that is not there, or when all are named, or none
   */
  public static List<Integer> columns(List<SourceColumn> source, List<String> named) {
    Set<Integer> places = new TreeSet<>();
    for (String name : named) {
      places.add(place(source, name));
    }
    if (places.isEmpty() || places.size() == source.size()) {
      throw new IllegalArgumentException(
          "a condition of %s of %s columns leaves nothing to learn; name one or more, and not all"
              .formatted(places.size(), source.size()));
    }
    return List.copyOf(places);
  }

  private static int place(List<SourceColumn> source, String name) {
    List<String> names = source.stream().map(SourceColumn::getName).toList();
    if (names.contains(name)) {
      return names.indexOf(name);
    }
    if (name.matches("[1-9]\\d{0,8}") && Integer.parseInt(name) <= names.size()) {
      return Integer.parseInt(name) - 1;
    }
    throw new IllegalArgumentException(
        "there is no column '%s' for a condition; the columns are %s".formatted(name, some(names)));
  }

  private static String some(List<String> names) {
    int shown = 20;
    String first = names.stream().limit(shown).collect(Collectors.joining(", "));
    return names.size() <= shown ? first : first + " and " + (names.size() - shown) + " more";
  }

  /** Its columns by their place among a sample's, rising. */
  public List<Integer> columns() {
    return columns;
  }

  /** Share of training rows from which it is hidden, in [0, 1). */
  public double dropping() {
    return spec.getDropping();
  }

  /** Whether networks know what samples are like without it, as guidance needs. */
  public boolean canBeLeftOut() {
    return spec.getDropping() > 0;
  }

  /** Of its columns that are labels, what each of these is called, by the number of a sample. */
  public Map<Integer, List<String>> categories() {
    Map<Integer, List<String>> categories = new LinkedHashMap<>();
    for (int column : columns) {
      SourceColumn described = source.get(column);
      if (described.getKind() == ColumnKind.CATEGORICAL) {
        categories.put(column, described.getCategories());
      } else if (described.getKind() == ColumnKind.BINARY) {
        categories.put(column, List.of("0", "1"));
      }
    }
    return categories;
  }

  /** Conditions as often as in the data. */
  public ConditionDraws draws() {
    return new ConditionDraws(columns, spec.getGiven(), 0);
  }

  /**
   * Conditions as they are asked for. Columns that are not named are drawn from the data's rows
   * that have what is named; from all of its rows where none has.
   *
   * @throws IllegalArgumentException naming a column or value that is not there, or guidance that
   *     is not to be had
   */
  ConditionDraws draws(ConditionChoice choice) {
    double guidance = choice.guidance();
    if (!(guidance >= 0 && guidance <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException("guidance is " + guidance + "; give 0 or more");
    }
    if (guidance > 0 && !canBeLeftOut()) {
      throw new IllegalArgumentException(
          "networks do not know what samples are like without the condition, which guidance leads"
              + " away from; leave --guidance out, or train a run with --condition-dropping above 0"
              + " and a column of categories");
    }
    Map<Integer, Double> fixed = new TreeMap<>();
    choice.where().forEach((name, value) -> fixed.put(given(name), number(given(name), value)));
    List<GivenValues> alike = spec.getGiven().stream().filter(each -> agrees(each, fixed)).toList();
    List<GivenValues> drawn =
        (alike.isEmpty() ? spec.getGiven() : alike)
            .stream().map(each -> with(each, fixed)).toList();
    return new ConditionDraws(columns, drawn, guidance);
  }

  /** Place of a column that is named, among those of the condition. */
  private int given(String name) {
    List<String> names = columns.stream().map(i -> source.get(i).getName()).toList();
    int at = names.indexOf(name);
    if (at >= 0) {
      return at;
    }
    at = name.matches("[1-9]\\d{0,8}") ? columns.indexOf(Integer.parseInt(name) - 1) : -1;
    if (at >= 0) {
      return at;
    }
    throw new IllegalArgumentException(
        "samples are not made of '%s'; the run's condition is of %s".formatted(name, some(names)));
  }

  /** The number of a sample that stands for a value. */
  private double number(int at, String value) {
    SourceColumn column = source.get(columns.get(at));
    if (column.getKind() == ColumnKind.CATEGORICAL) {
      return category(column, value);
    }
    double number = parsed(value);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException(
          "%s is a number, and '%s' is none".formatted(column.getName(), value));
    }
    double travelling = (number - column.getOffset()) / column.getUnit();
    boolean fits =
        switch (column.getKind()) {
          case BINARY -> travelling == 0 || travelling == 1;
          case INTEGER -> travelling == Math.rint(travelling);
          case CONTINUOUS, CATEGORICAL -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "%s is %s, and '%s' is not"
              .formatted(
                  column.getName(),
                  column.getKind() == ColumnKind.BINARY ? "0 or 1" : "a whole number",
                  value));
    }
    return (float) travelling;
  }

  private static int category(SourceColumn column, String value) {
    List<String> categories = column.getCategories();
    int exact = categories.indexOf(value);
    if (exact >= 0) {
      return exact;
    }
    double number = parsed(value);
    return IntStream.range(0, categories.size())
        .filter(i -> parsed(categories.get(i)) == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is never '%s'; it is one of %s"
                        .formatted(column.getName(), value, some(categories))));
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean agrees(GivenValues values, Map<Integer, Double> fixed) {
    return fixed.entrySet().stream()
        .allMatch(each -> values.getNumbers().get(each.getKey()).equals(each.getValue()));
  }

  private static GivenValues with(GivenValues values, Map<Integer, Double> fixed) {
    List<Double> numbers = new ArrayList<>(values.getNumbers());
    fixed.forEach(numbers::set);
    return new GivenValues(numbers, values.getRows());
  }
}
