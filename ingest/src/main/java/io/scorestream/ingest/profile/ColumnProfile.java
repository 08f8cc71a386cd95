package io.scorestream.ingest.profile;

import io.scorestream.ingest.table.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one column of a table has, added up cell by cell. Places are rows' numbers, 0 for none.
 * Memory does not grow with the rows.
 */
public final class ColumnProfile {

  /** More words than this are not told apart. */
  static final int MOST_WORDS = 100;

  /** Sizes of the table's beginning that are compared with the whole, the largest last. */
  private static final int[] BEGINNINGS = {16, 32, 64, 128, 256};

  private final boolean countWords;
  private final Moments moments = new Moments();
  private final List<Moments> beginnings = new ArrayList<>();
  private final Map<String, Long> words = new TreeMap<>();
  private long missing;
  private long firstMissing;
  private long wordCells;
  private long firstWord;
  private String word = "";
  private long firstNumber;
  private String number = "";
  private long firstInfinite;
  private long firstFraction;
  private long firstBeyondBinary;
  private boolean tooManyWords;
  private double least = Double.POSITIVE_INFINITY;
  private long leastAt;
  private double greatest = Double.NEGATIVE_INFINITY;
  private long greatestAt;
  private double roundingError;
  private long vanished;
  private double last;
  private boolean ascends = true;
  private boolean descends = true;
  private boolean counts = true;

  /**
   * @param countWords whether numbers are to be counted as words too, for a column of categories
   */
  ColumnProfile(boolean countWords) {
    this.countWords = countWords;
  }

  /** Takes a row's cell in. */
  void add(Cells cells, int column) {
    double value = cells.number(column);
    if (Double.isNaN(value)) {
      addWord(cells, column);
      return;
    }
    if (firstNumber == 0) {
      firstNumber = cells.row();
      number = cells.text(column);
    }
    if (countWords) {
      count(cells.text(column));
    }
    if (Double.isInfinite(value)) {
      firstInfinite = firstInfinite == 0 ? cells.row() : firstInfinite;
    } else {
      addNumber(value, cells.row());
    }
  }

  /** Counts a cell that has nothing, in a row that is left out or not. */
  void addMissing(long row) {
    firstMissing = missing++ == 0 ? row : firstMissing;
  }

  private void addWord(Cells cells, int column) {
    if (cells.isMissing(column)) {
      addMissing(cells.row());
      return;
    }
    if (wordCells++ == 0) {
      firstWord = cells.row();
      word = cells.text(column);
    }
    count(cells.text(column));
  }

  private void count(String text) {
    if (words.size() < MOST_WORDS || words.containsKey(text)) {
      words.merge(text, 1L, Long::sum);
    } else {
      tooManyWords = true;
    }
  }

  private void addNumber(double value, long row) {
    if (moments.count() > 0) {
      ascends &= value >= last;
      descends &= value <= last;
      counts &= value == last + 1;
    }
    last = value;
    moments.add(value);
    if (beginnings.size() < BEGINNINGS.length && moments.count() == BEGINNINGS[beginnings.size()]) {
      beginnings.add(moments.copy());
    }
    if (value < least) {
      least = value;
      leastAt = row;
    }
    if (value > greatest) {
      greatest = value;
      greatestAt = row;
    }
    if (firstFraction == 0 && value != Math.rint(value)) {
      firstFraction = row;
    }
    if (firstBeyondBinary == 0 && value != 0 && value != 1) {
      firstBeyondBinary = row;
    }
    float rounded = (float) value;
    roundingError = Math.max(roundingError, Math.abs(value - rounded));
    vanished += rounded == 0 && value != 0 ? 1 : 0;
  }

  /** Cells with a number that is finite. */
  long numbers() {
    return moments.count();
  }

  long missing() {
    return missing;
  }

  long firstMissing() {
    return firstMissing;
  }

  long wordCells() {
    return wordCells;
  }

  long firstWord() {
    return firstWord;
  }

  /** What stands in the first cell that is no number. */
  String word() {
    return word;
  }

  long firstNumber() {
    return firstNumber;
  }

  /** What stands in the first cell that is a number. */
  String number() {
    return number;
  }

  long firstInfinite() {
    return firstInfinite;
  }

  /** The first row with a number that is not whole. */
  long firstFraction() {
    return firstFraction;
  }

  /** The first row with a number other than 0 and 1. */
  long firstBeyondBinary() {
    return firstBeyondBinary;
  }

  /** How often each word is there, by name; not all where there are {@link #tooManyWords}. */
  Map<String, Long> words() {
    return words;
  }

  /** Whether some cells have words and none has a number. */
  boolean hasWordsOnly() {
    return wordCells > 0 && firstNumber == 0;
  }

  boolean tooManyWords() {
    return tooManyWords;
  }

  double least() {
    return least;
  }

  long leastAt() {
    return leastAt;
  }

  double greatest() {
    return greatest;
  }

  long greatestAt() {
    return greatestAt;
  }

  double mean() {
    return moments.mean();
  }

  /**
   * Standard deviation; where its square does not fit float64, a quarter of the range.
   *
   * @return 0 where all numbers are equal, and only there
   */
  double deviation() {
    if (numbers() == 0 || least == greatest) {
      return 0;
    }
    double deviation = Math.sqrt(moments.variance());
    return deviation > Double.MIN_NORMAL && Double.isFinite(deviation)
        ? deviation
        : Math.max(Double.MIN_VALUE, greatest / 4 - least / 4);
  }

  /** Largest distance of a number from itself in float32; infinite beyond float32. */
  double roundingError() {
    return roundingError;
  }

  /** Numbers other than 0 that are 0 in float32. */
  long vanished() {
    return vanished;
  }

  /** Whether no number is below the one before it, or none above it, and not all are equal. */
  boolean isSorted() {
    return numbers() > 1 && least < greatest && (ascends || descends);
  }

  /** Whether each number is the one before it and 1. */
  boolean counts() {
    return numbers() > 1 && counts;
  }

  /** Mean and variance of the first numbers, a quarter of all or less; {@code null} for too few. */
  @Nullable Moments beginning() {
    Moments largest = null;
    for (Moments beginning : beginnings) {
      largest = beginning.count() * 4 <= numbers() ? beginning : largest;
    }
    return largest;
  }
}
