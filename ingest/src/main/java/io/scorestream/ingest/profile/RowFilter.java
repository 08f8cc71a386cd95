package io.scorestream.ingest.profile;

import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.choice.Outliers;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.table.Cells;
import org.jspecify.annotations.Nullable;

/** Which rows of a table are samples. It looks at a row alone, so that reading again gives it. */
public final class RowFilter {

  private final boolean dropMissing;
  private final boolean dropInfinite;
  private final double @Nullable [] least;
  private final double @Nullable [] greatest;

  private RowFilter(
      boolean dropMissing,
      boolean dropInfinite,
      double @Nullable [] least,
      double @Nullable [] greatest) {
    this.dropMissing = dropMissing;
    this.dropInfinite = dropInfinite;
    this.least = least;
    this.greatest = greatest;
  }

  static RowFilter of(TableChoice choice) {
    return new RowFilter(
        choice.missing() == MissingCells.DROP, choice.outliers() == Outliers.DROP, null, null);
  }

  /**
   * The same, which also drops rows that have a number outside of these bounds.
   *
   * @param lowest {@code [d]}
   * @param highest {@code [d]}
   */
  RowFilter within(double[] lowest, double[] highest) {
    return new RowFilter(dropMissing, dropInfinite, lowest.clone(), highest.clone());
  }

  /** Whether a row is left out because a cell is missing. */
  boolean dropsForMissing(Cells cells) {
    for (int i = 0; dropMissing && i < cells.numbers().length; i++) {
      if (cells.isMissing(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a row is a sample. */
  public boolean keeps(Cells cells) {
    return !dropsForMissing(cells) && !dropsForNumbers(cells.numbers());
  }

  /** Whether a row is left out because of a number that is infinite or far out. */
  boolean dropsForNumbers(double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (dropInfinite && Double.isInfinite(numbers[i])) {
        return true;
      }
      if (least != null
          && greatest != null
          && (numbers[i] < least[i] || numbers[i] > greatest[i])) {
        return true;
      }
    }
    return false;
  }
}
