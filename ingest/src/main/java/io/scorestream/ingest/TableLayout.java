package io.scorestream.ingest;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a file holds its samples.
 *
 * @param firstLine number of the line on which the first row starts
 * @param header whether that row holds names and not numbers
 * @param names cells of the first row
 * @param columns the chosen columns, each from 0, in the order in which a sample has them
 */
record TableLayout(
    Path file,
    Separator separator,
    long firstLine,
    boolean header,
    List<String> names,
    List<Integer> columns) {

  /** Enough to find the first line and what separates its cells. */
  private static final int GLANCE = 1 << 16;

  /** Columns that a message lists before it goes on to "...". */
  private static final int LISTED = 20;

  /**
   * Finds out from the first two rows. The first is a header when none of its chosen cells is a
   * number and one below them is, or when columns are chosen by name.
   *
   * @throws ScorestreamException when the file is missing or empty, or has not the chosen columns
   */
  static TableLayout of(Path file, Columns chosen) {
    FileFaults.requireFile(file);
    Separator separator = Separator.in(firstLine(file));
    try (TableRows rows = new TableRows(file, separator)) {
      Row first = rows.next();
      if (first == null) {
        throw FileFaults.empty(file);
      }
      List<Integer> columns = indices(file, chosen, first);
      Row second = rows.next();
      boolean header = chosen.byName() || isHeader(first, second, columns);
      if (header && second == null) {
        throw FileFaults.onlyHeader(file, first.line());
      }
      return new TableLayout(file, separator, first.line(), header, first.cells(), columns);
    }
  }

  /** Columns of every row. */
  int width() {
    return names.size();
  }

  private static boolean isHeader(Row first, @Nullable Row second, List<Integer> columns) {
    return columns.stream().noneMatch(column -> DecimalCells.isNumber(first.cells().get(column)))
        && (second == null
            || columns.stream()
                .anyMatch(
                    column ->
                        column < second.cells().size()
                            && DecimalCells.isNumber(second.cells().get(column))));
  }

  private static List<Integer> indices(Path file, Columns chosen, Row first) {
    if (chosen.all()) {
      return IntStream.range(0, first.cells().size()).boxed().toList();
    }
    List<Integer> columns =
        chosen.choices().stream().flatMapToInt(part -> indices(file, part, first)).boxed().toList();
    columns.stream()
        .filter(column -> Collections.frequency(columns, column) > 1)
        .findFirst()
        .ifPresent(
            twice -> {
              throw wrong(
                  "column " + (twice + 1) + " is chosen twice",
                  "choose each of the columns once (--columns)");
            });
    return columns;
  }

  private static IntStream indices(Path file, Columns.Choice part, Row first) {
    if (part instanceof Columns.Choice.Range range) {
      if (range.last() > first.cells().size()) {
        throw wrong(
            "column %s is chosen, but data file %s has %s columns"
                .formatted(range.last(), file, first.cells().size()),
            "choose from 1 to " + first.cells().size() + " with columns (--columns)");
      }
      return IntStream.range(range.first() - 1, range.last());
    }
    return IntStream.of(index(file, ((Columns.Choice.Named) part).name(), first));
  }

  private static int index(Path file, String name, Row first) {
    List<String> names = first.cells();
    if (names.stream().allMatch(DecimalCells::isNumber)) {
      throw wrong(
          "column '%s' is chosen, but data file %s has no names: its first row is numbers"
              .formatted(name, file),
          "choose from 1 to " + names.size() + " with columns (--columns)");
    }
    if (Collections.frequency(names, name) != 1) {
      throw wrong(
          "data file %s, line %s has %s column named '%s'%s"
              .formatted(
                  file,
                  first.line(),
                  names.contains(name) ? "more than one" : "no",
                  name,
                  names.contains(name) ? "" : NearestName.hint(name, names)),
          "its columns are "
              + String.join(", ", names.stream().limit(LISTED).toList())
              + (names.size() > LISTED ? ", ..." : "")
              + "; choose by name, or by number from 1 to "
              + names.size());
    }
    return names.indexOf(name);
  }

  private static ScorestreamException wrong(String message, String remedy) {
    return new ScorestreamException(Reason.USAGE, message, remedy);
  }

  private static String firstLine(Path file) {
    try (BufferedReader text = TextFile.open(file)) {
      CharBuffer glance = CharBuffer.allocate(GLANCE);
      while (glance.hasRemaining() && text.read(glance) >= 0) {}
      return glance
          .flip()
          .toString()
          .lines()
          .filter(line -> !line.isBlank())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw FileFaults.unreadable(file, 0, e);
    }
  }
}
