package io.scorestream.ingest.table;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table make a sample, in their order.
 *
 * @param choices names and ranges; none for all columns
 */
record Columns(List<Choice> choices) {

  /** Columns that a message lists before it goes on to "...". */
  private static final int LISTED = 20;

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

  /**
   * The columns that are meant, each from 0.
   *
   * @param where the names are, behind the file's name, such as ", line 1"; empty for the file
   *     itself
   * @param names what each column would be called: its cell in the first row, or its comment
   * @throws ScorestreamException when one is not there, or is chosen twice
   */
  List<Integer> indices(Path file, String where, List<String> names) {
    if (all()) {
      return IntStream.range(0, names.size()).boxed().toList();
    }
    List<Integer> indices =
        choices.stream().flatMapToInt(part -> indices(file, where, part, names)).boxed().toList();
    Set<Integer> seen = new HashSet<>();
    indices.stream()
        .filter(column -> !seen.add(column))
        .findFirst()
        .ifPresent(
            twice -> {
              throw new ScorestreamException(
                  Reason.USAGE,
                  "column " + (twice + 1) + " is chosen twice",
                  "choose each of the columns once (--columns)");
            });
    return indices;
  }

  private static IntStream indices(Path file, String where, Choice part, List<String> names) {
    if (part instanceof Choice.Range range) {
      if (range.last() > names.size()) {
        throw new ScorestreamException(
            Reason.USAGE,
            "column %s is chosen, but data file %s has %s columns"
                .formatted(range.last(), file, names.size()),
            "choose from 1 to " + names.size() + " with columns (--columns)");
      }
      return IntStream.range(range.first() - 1, range.last());
    }
    return IntStream.of(index(file, where, ((Choice.Named) part).name(), names));
  }

  private static int index(Path file, String where, String name, List<String> names) {
    if (names.stream().allMatch(new DecimalCells(false)::isNumber)) {
      throw new ScorestreamException(
          Reason.USAGE,
          "column '%s' is chosen, but data file %s has no names: its first row is numbers"
              .formatted(name, file),
          "choose from 1 to " + names.size() + " with columns (--columns)");
    }
    if (Collections.frequency(names, name) != 1) {
      throw new ScorestreamException(
          Reason.USAGE,
          "data file %s%s has %s column named '%s'%s"
              .formatted(
                  file,
                  where,
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
