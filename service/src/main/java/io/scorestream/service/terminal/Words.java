package io.scorestream.service.terminal;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text for a terminal. */
public final class Words {

  /** What stands between apostrophes is a command or a name, and stays in one piece. */
  private static final Pattern WORD = Pattern.compile("(?<!\\w)'[^']+'(?!\\w)\\S*|\\S+");

  private static final Pattern INDENT = Pattern.compile(" *(-> |note: )?");

  private Words() {}

  /**
   * Breaks lines between words, so that none has more characters than this. A word that is longer,
   * such as a path or a command, has a line of its own and is not broken. What goes on stands below
   * where its line began. A pure function.
   *
   * @param text one line or several
   * @param columns at least 1
   */
  public static String wrapped(String text, int columns) {
    return text.lines()
        .map(line -> line.length() <= columns ? line : wrappedLine(line, columns))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * The same behind something that stands at the start alone, and below which all further lines are
   * indented. A pure function.
   *
   * @param columns of the terminal; empty for any number
   */
  public static String hanging(String start, String text, OptionalInt columns) {
    if (columns.isEmpty()) {
      return start + text;
    }
    String below = System.lineSeparator() + " ".repeat(start.length());
    int room = Math.max(1, columns.getAsInt() - start.length());
    return start + String.join(below, wrapped(text, room).lines().toList());
  }

  private static String wrappedLine(String line, int columns) {
    Matcher indent = INDENT.matcher(line);
    String start = indent.lookingAt() ? indent.group() : "";
    StringBuilder wrapped = new StringBuilder(start);
    int width = start.length();
    boolean atStart = true;
    Matcher word = WORD.matcher(line).region(start.length(), line.length());
    while (word.find()) {
      if (!atStart && width + 1 + word.group().length() > columns) {
        wrapped.append(System.lineSeparator()).append(" ".repeat(start.length()));
        width = start.length();
        atStart = true;
      }
      String apart = atStart ? "" : " ";
      wrapped.append(apart).append(word.group());
      width += apart.length() + word.group().length();
      atStart = false;
    }
    return wrapped.toString();
  }
}
