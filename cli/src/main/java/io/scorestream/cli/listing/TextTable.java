package io.scorestream.cli.listing;

import io.scorestream.service.terminal.StandardStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Rows below their columns' names. For programs, and where a terminal is wide enough, a row is one
 * line, of columns with fixed widths. On a narrower terminal columns are as wide as what they hold,
 * and those that do not fit stand on a line below, each in its own place: a name or a number is
 * never cut. Owned by one thread.
 */
public final class TextTable {

  private static final String INDENT = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param name stands above it
   * @param width characters that it has at least, where there is room
   * @param isText whether its cells begin at the left, as names do and numbers do not
   */
  public record Column(String name, int width, boolean isText) {

    /** One of names or words. */
    public static Column text(String name, int width) {
      return new Column(name, width, true);
    }

    /** One of numbers. */
    public static Column number(String name, int width) {
      return new Column(name, width, false);
    }

    private String padded(String cell, int wide) {
      String room = " ".repeat(Math.max(0, wide - cell.length()));
      return isText ? cell + room : room + cell;
    }
  }

  /** A table without rows. */
  public TextTable(Column... columns) {
    this.columns = List.of(columns);
    row(this.columns.stream().map(Column::name).toArray(String[]::new));
  }

  /** Adds a row, which has a cell for each column. */
  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Puts it on the standard output, as wide as the terminal is. */
  public void print(PrintWriter out) {
    lines(StandardStream.OUTPUT.terminalColumns(System.getenv())).forEach(out::println);
    out.flush();
  }

  /**
   * Its lines, the names first. A pure function.
   *
   * @param terminal characters that a line may have; empty for any number
   */
  List<String> lines(OptionalInt terminal) {
    List<String> whole = rows.stream().map(this::whole).toList();
    if (terminal.isEmpty()
        || whole.stream().allMatch(line -> line.length() <= terminal.getAsInt())) {
      return whole;
    }
    List<Integer> widest = IntStream.range(0, columns.size()).mapToObj(this::widest).toList();
    List<Integer> breaks = breaks(widest, terminal.getAsInt());
    return rows.stream().flatMap(row -> folded(row, widest, breaks).stream()).toList();
  }

  private String whole(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(i == 0 ? "" : " ")
          .append(columns.get(i).padded(row.get(i), columns.get(i).width()));
    }
    return line.toString().stripTrailing();
  }

  /** The columns that begin a line, but for the first. */
  private static List<Integer> breaks(List<Integer> widest, int terminal) {
    List<Integer> breaks = new ArrayList<>();
    int length = widest.get(0);
    for (int i = 1; i < widest.size(); i++) {
      length += 1 + widest.get(i);
      if (length > terminal) {
        breaks.add(i);
        length = INDENT.length() + widest.get(i);
      }
    }
    return breaks;
  }

  private List<String> folded(List<String> row, List<Integer> widest, List<Integer> breaks) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      if (breaks.contains(i)) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      } else if (i > 0) {
        line.append(' ');
      }
      line.append(columns.get(i).padded(row.get(i), widest.get(i)));
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
