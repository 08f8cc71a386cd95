package io.scorestream.run;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.GivenValues;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import io.scorestream.run.encoding.StandardiserFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A condition in the making, of columns that somebody names.
 *
 * @param source all columns
 * @param columns of the condition by their place, rising
 * @param dropping share of training rows from which it is to be hidden
 */
public record ConditionFit(List<SourceColumn> source, List<Integer> columns, double dropping) {

  /** Each is a coordinate. */
  private static final int MOST_CATEGORIES = 256;

  /** Sets of numbers that a specification holds. */
  private static final int MOST_VALUES = 1_024;

  /**
   * One of columns that are named.
   *
   * @param named each by its name, or by its number from 1
   * @throws IllegalArgumentException naming a column that cannot be one of a condition
   */
  public static ConditionFit of(List<SourceColumn> source, List<String> named, double dropping) {
    List<Integer> columns = Condition.columns(source, named);
    for (int column : columns) {
      int categories = source.get(column).getCategories().size();
      if (categories > MOST_CATEGORIES) {
        throw new IllegalArgumentException(
            "column %s has %s categories, and a condition's may have %s; name another, or group them"
                .formatted(source.get(column).getName(), categories, MOST_CATEGORIES));
      }
    }
    return new ConditionFit(source, columns, dropping);
  }

  /** The columns as a standardiser holds them. */
  public Set<Integer> held() {
    return Set.copyOf(columns);
  }

  /**
   * The condition, of the samples that were seen.
   *
   * @throws IllegalArgumentException naming a column that does not vary
   */
  public ConditionSpec spec(StandardiserFit fit) {
    for (int column : columns) {
      if (!fit.varies(column)) {
        throw new IllegalArgumentException(
            "column %s is always the same, and no condition; name another"
                .formatted(source.get(column).getName()));
      }
    }
    return new ConditionSpec(
        columns.stream().map(column -> source.get(column).getName()).toList(),
        isToldFromNothing() ? dropping : 0.0,
        given(fit.kept()));
  }

  /** What is hidden is at the mean, where whole and continuous numbers may be, too. */
  private boolean isToldFromNothing() {
    return columns.stream()
        .map(column -> source.get(column).getKind())
        .anyMatch(kind -> kind == ColumnKind.CATEGORICAL || kind == ColumnKind.BINARY);
  }

  private List<GivenValues> given(Rows samples) {
    Map<List<Double>, Long> counted = new HashMap<>();
    for (int row = 0; row < samples.count(); row++) {
      counted.merge(numbers(samples, row), 1L, Long::sum);
    }
    if (counted.size() <= MOST_VALUES) {
      return counted.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(ConditionFit::compare))
          .map(each -> new GivenValues(each.getKey(), each.getValue()))
          .toList();
    }
    List<GivenValues> spaced = new ArrayList<>();
    for (long i = 0; i < MOST_VALUES; i++) {
      spaced.add(new GivenValues(numbers(samples, (int) (i * samples.count() / MOST_VALUES)), 1L));
    }
    return spaced;
  }

  private List<Double> numbers(Rows samples, int row) {
    return columns.stream().map(column -> (double) samples.at(row, column)).toList();
  }

  private static int compare(List<Double> a, List<Double> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
