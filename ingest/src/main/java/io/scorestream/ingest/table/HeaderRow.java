package io.scorestream.ingest.table;

import io.scorestream.ingest.choice.Header;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Whether the first row of a text holds names and not a sample.
 *
 * @param isHeader whether it does
 * @param word what a person should know of how that was found out; empty where it is plain
 */
record HeaderRow(boolean isHeader, String word) {

  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final HeaderRow YES = new HeaderRow(true, "");
  private static final HeaderRow NO = new HeaderRow(false, "");
  private static final String OVERRIDE = "; say header=no (--header no) where it is a sample";

  /**
   * Found out from the first rows.
   *
   * @param setting what a person said
   * @param first chosen cells of the first row
   * @param below those of the rows after it
   * @param numbers how numbers are written
   */
  static HeaderRow of(
      Header setting, List<String> first, List<List<String>> below, DecimalCells numbers) {
    if (setting != Header.AUTO) {
      return setting == Header.YES ? YES : NO;
    }
    if (first.stream().allMatch(DecimalCells::isMissing)) {
      return NO;
    }
    if (first.stream().noneMatch(numbers::isNumber)) {
      return ofWords(first, below, numbers);
    }
    return counts(first, below)
        ? new HeaderRow(
            true,
            "the first row, %s, is taken for names of columns and not for a sample"
                    .formatted(shown(first))
                + OVERRIDE)
        : NO;
  }

  /** A row of words above rows that have numbers; or words that the rows below it do not have. */
  private static HeaderRow ofWords(
      List<String> first, List<List<String>> below, DecimalCells numbers) {
    if (below.isEmpty()
        || below.stream().anyMatch(row -> row.stream().anyMatch(numbers::isNumber))) {
      return YES;
    }
    Set<String> names = new HashSet<>(first);
    boolean unlike =
        names.size() == first.size()
            && IntStream.range(0, first.size())
                .noneMatch(i -> below.stream().anyMatch(row -> row.get(i).equals(first.get(i))));
    return unlike
        ? new HeaderRow(
            true,
            "the first row, %s, is taken for names of columns".formatted(shown(first)) + OVERRIDE)
        : NO;
  }

  /**
   * Whether the first row numbers the columns, as pandas and R do for those without names: it
   * counts by one, from 0 or above rows that are not whole numbers.
   */
  private static boolean counts(List<String> first, List<List<String>> below) {
    boolean corner = first.get(0).isEmpty();
    List<String> cells = corner ? first.subList(1, first.size()) : first;
    if (below.isEmpty() || cells.size() < 2 || !cells.stream().allMatch(HeaderRow::isWhole)) {
      return false;
    }
    long start = Long.parseLong(cells.get(0));
    for (int i = 0; i < cells.size(); i++) {
      if (Long.parseLong(cells.get(i)) != start + i) {
        return false;
      }
    }
    boolean wholeBelow = below.stream().anyMatch(row -> row.stream().allMatch(HeaderRow::isWhole));
    if (!wholeBelow) {
      return start == 0 || corner || cells.size() > 2;
    }
    return start == 0 && (corner || (cells.size() > 2 && !goesOn(below.get(0), cells.size())));
  }

  /** Whether a row goes on counting where the first ends, so that all of them are samples. */
  private static boolean goesOn(List<String> row, int next) {
    return IntStream.range(0, row.size())
        .allMatch(i -> row.get(i).equals(String.valueOf(next + i)));
  }

  private static boolean isWhole(String cell) {
    return WHOLE.matcher(cell).matches();
  }

  private static String shown(List<String> cells) {
    String start = String.join(",", cells.stream().limit(5).toList());
    return "'" + start + (cells.size() > 5 ? ",..." : "") + "'";
  }
}
