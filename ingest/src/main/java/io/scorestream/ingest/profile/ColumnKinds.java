package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;
import io.scorestream.ingest.choice.Kinds;
import io.scorestream.ingest.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the kinds of columns by what they have. */
final class ColumnKinds {

  /** Beyond it float64 does not have every whole number. */
  private static final double MOST_WHOLE = 1L << 53;

  private ColumnKinds() {}

  /**
   * The kind of each column: the one that is said, or else the one that is found. Pixels of images
   * are of one kind, whether each takes all values or not.
   *
   * @param images whether each row is an image
   * @throws io.scorestream.service.ScorestreamException when a column is of no kind, or not of the
   *     one that is said
   */
  static List<ColumnKind> of(
      Table table, List<ColumnProfile> columns, Kinds said, ProfileFaults faults, boolean images) {
    List<String> names = table.columns();
    said.withoutColumn(names)
        .ifPresent(
            none -> {
              throw faults.noSuchColumn(none);
            });
    List<ColumnKind> kinds = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      kinds.add(kind(i, columns.get(i), said.of(i + 1, names.get(i)).orElse(null), faults));
    }
    if (images && said.given().isEmpty()) {
      ColumnKind widest =
          kinds.contains(ColumnKind.CONTINUOUS)
              ? ColumnKind.CONTINUOUS
              : kinds.contains(ColumnKind.INTEGER) ? ColumnKind.INTEGER : ColumnKind.BINARY;
      kinds.replaceAll(kind -> kind == ColumnKind.CATEGORICAL ? kind : widest);
    }
    return List.copyOf(kinds);
  }

  private static ColumnKind kind(
      int index, ColumnProfile column, @Nullable ColumnKind said, ProfileFaults faults) {
    if (said == ColumnKind.CATEGORICAL || (said == null && column.hasWordsOnly())) {
      if (column.tooManyWords()) {
        throw faults.tooManyWords(index, column);
      }
      return ColumnKind.CATEGORICAL;
    }
    if (column.wordCells() > 0) {
      throw faults.wordsAndNumbers(index, column);
    }
    ColumnKind found = found(column);
    if (said == null) {
      return found;
    }
    if (said == ColumnKind.INTEGER && column.firstFraction() > 0) {
      throw faults.notOfKind(index, column.firstFraction(), "is not a whole number", said);
    }
    if (said == ColumnKind.BINARY && column.firstBeyondBinary() > 0) {
      throw faults.notOfKind(index, column.firstBeyondBinary(), "is neither 0 nor 1", said);
    }
    return said;
  }

  private static ColumnKind found(ColumnProfile column) {
    if (column.numbers() > 0 && column.firstBeyondBinary() == 0 && column.deviation() > 0) {
      return ColumnKind.BINARY;
    }
    boolean whole =
        column.firstFraction() == 0
            && Math.max(Math.abs(column.least()), Math.abs(column.greatest())) <= MOST_WHOLE;
    return whole ? ColumnKind.INTEGER : ColumnKind.CONTINUOUS;
  }
}
