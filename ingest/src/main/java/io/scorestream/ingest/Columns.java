package io.scorestream.ingest;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table make a sample, in their order.
 *
 * @param choices names and ranges; none for all columns
 */
record Columns(List<Choice> choices) {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

  /** One part of the list. */
  sealed interface Choice {

    /** A column by its name. */
    record Named(String name) implements Choice {}

    /** Columns by their numbers, from 1, both ends included. */
    record Range(int first, int last) implements Choice {}
  }

  /**
   * Understands {@code x,y} or {@code 2-257} or {@code 1,3-5}.
   *
   * @param list {@code null} for all columns
   * @throws ScorestreamException when a part of the list is empty or a range is no range
   */
  static Columns parse(@Nullable String list) {
    if (list == null) {
      return new Columns(List.of());
    }
    List<Choice> choices = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      choices.add(choice(part.strip(), list));
    }
    return new Columns(List.copyOf(choices));
  }

  /** Whether all columns are meant. */
  boolean all() {
    return choices.isEmpty();
  }

  /** Whether a column is chosen by its name, so that the table must have a header. */
  boolean byName() {
    return choices.stream().anyMatch(Choice.Named.class::isInstance);
  }

  private static Choice choice(String part, String list) {
    if (part.isEmpty()) {
      throw wrong("columns '" + list + "' have an empty part");
    }
    Matcher range = RANGE.matcher(part);
    if (!range.matches()) {
      return new Choice.Named(part);
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    if (first < 1) {
      throw wrong("columns '" + list + "' name column 0, but columns count from 1");
    }
    if (last < first) {
      throw wrong(
          "columns '" + list + "' have the range " + part + ", which ends before it starts");
    }
    return new Choice.Range(first, last);
  }

  private static ScorestreamException wrong(String message) {
    return new ScorestreamException(
        Reason.USAGE,
        message,
        "give names or numbers from 1, such as x,y or 2-257 or 1,3-5, with columns (--columns)");
  }
}
