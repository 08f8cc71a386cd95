package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.ingest.choice.Kinds;
import io.scorestream.ingest.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells the kinds of columns by what they have. */
final class ColumnKinds {

  /** Beyond it float64 does not have every whole number. */
  private static final double MOST_WHOLE = 1L << 53;

  private ColumnKinds() {}

  /**
   * The kind of each column: the one that is said, or else the one that is found. Pixels of which
   * nothing is said are of one kind, whether each takes all values or not.
   *
   * @param image of each row, which has at least its pixels
   * @throws io.scorestream.service.ScorestreamException when a column is of no kind, or not of the
   *     one that is said
   */
  static List<ColumnKind> of(
      Table table,
      List<ColumnProfile> columns,
      Kinds said,
      ProfileFaults faults,
      Optional<ImageShape> image) {
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
    image.ifPresent(
        shape -> {
          int[] pixels =
              IntStream.range(shape.getFirst(), (int) ImageNumbers.end(shape))
                  .filter(i -> said.of(i + 1, names.get(i)).isEmpty())
                  .toArray();
          makeAlike(kinds, pixels);
        });
    return List.copyOf(kinds);
  }

  private static void makeAlike(List<ColumnKind> kinds, int[] pixels) {
    Set<ColumnKind> found = Arrays.stream(pixels).mapToObj(kinds::get).collect(Collectors.toSet());
    ColumnKind widest =
        found.contains(ColumnKind.CONTINUOUS)
            ? ColumnKind.CONTINUOUS
            : found.contains(ColumnKind.INTEGER) ? ColumnKind.INTEGER : ColumnKind.BINARY;
    for (int i : pixels) {
      if (kinds.get(i) != ColumnKind.CATEGORICAL) {
        kinds.set(i, widest);
      }
    }
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
