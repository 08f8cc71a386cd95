package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.table.Cells;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a column's cells become numbers of samples. Immutable. */
public final class ColumnEncoding {

  private final SourceColumn column;
  private final Map<String, Integer> codes = new HashMap<>();
  private final float filling;

  /**
   * @param column what is published of it
   * @param filling number of a sample for a cell that has nothing; NaN where there is none
   */
  private ColumnEncoding(SourceColumn column, float filling) {
    this.column = column;
    this.filling = filling;
    for (String category : column.getCategories()) {
      codes.put(category, codes.size());
    }
  }

  static ColumnEncoding of(String name, ColumnKind kind, ColumnProfile profile) {
    Precision precision = Precision.of(profile, kind);
    List<String> categories =
        kind == ColumnKind.CATEGORICAL ? List.copyOf(profile.words().keySet()) : List.of();
    SourceColumn column =
        new SourceColumn(name, kind, precision.offset(), precision.unit(), categories);
    return of(column, profile);
  }

  /** The encoding that a column is described with. */
  static ColumnEncoding of(SourceColumn described, ColumnProfile profile) {
    return new ColumnEncoding(described, filling(described, profile));
  }

  /**
   * The encoding that a column was described with before, where its cells still fit into it.
   *
   * @return the other one where they do not
   */
  static ColumnEncoding described(
      SourceColumn before, ColumnEncoding found, ColumnProfile profile) {
    boolean fits =
        before.getName().equals(found.column().getName())
            && switch (before.getKind()) {
              case CATEGORICAL ->
                  found.column().getKind() == ColumnKind.CATEGORICAL
                      && before.getCategories().containsAll(profile.words().keySet());
              case BINARY -> profile.wordCells() == 0 && profile.firstBeyondBinary() == 0;
              case INTEGER -> profile.wordCells() == 0 && profile.firstFraction() == 0;
              case CONTINUOUS -> profile.wordCells() == 0;
            };
    return fits ? of(before, profile) : found;
  }

  private static float filling(SourceColumn column, ColumnProfile profile) {
    if (column.getKind() == ColumnKind.CATEGORICAL) {
      @Nullable String most =
          profile.words().entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse(null);
      return most == null ? Float.NaN : column.getCategories().indexOf(most);
    }
    if (profile.numbers() == 0) {
      return Float.NaN;
    }
    boolean whole = column.getKind() != ColumnKind.CONTINUOUS;
    return number(column, whole ? Math.rint(profile.mean()) : profile.mean());
  }

  private static float number(SourceColumn column, double value) {
    return (float) ((value - column.getOffset()) / column.getUnit());
  }

  /** What is published of it. */
  public SourceColumn column() {
    return column;
  }

  /** Whether a cell that is not missing has what the column is described to have. */
  public boolean takes(Cells cells, int index) {
    double number = cells.number(index);
    return switch (column.getKind()) {
      case CATEGORICAL -> codes.containsKey(cells.text(index));
      case BINARY -> number == 0 || number == 1;
      case INTEGER -> number == Math.rint(number) && !Double.isInfinite(number);
      case CONTINUOUS -> Double.isFinite(number);
    };
  }

  /**
   * A cell's number in a sample.
   *
   * @return NaN for a cell that the profile had not: the file was changed
   */
  public float encode(Cells cells, int index) {
    if (cells.isMissing(index)) {
      return filling;
    }
    if (column.getKind() == ColumnKind.CATEGORICAL) {
      Integer code = codes.get(cells.text(index));
      return code == null ? Float.NaN : code;
    }
    return number(column, cells.number(index));
  }
}
