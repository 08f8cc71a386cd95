package io.scorestream.evaluator.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows a path's question mark.
 *
 * @param history whether all milestones are asked for, in place of the newest
 * @param page of what there is
 */
record Query(boolean history, Page page) {

  private static final Pattern PART =
      Pattern.compile(
          "history=(?<history>true|false)|limit=(?<limit>[1-9]\\d{0,4})|after=(?<after>[\\w-]+)");

  /**
   * Reads it. A pure function.
   *
   * @param text {@code null} for nothing
   * @return empty where it is none
   */
  static Optional<Query> of(@Nullable String text) {
    boolean history = false;
    int limit = Page.USUAL;
    String after = "";
    for (String part : text == null ? new String[0] : text.split("&", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      if (matcher.group("history") != null) {
        history = matcher.group("history").equals("true");
      } else if (matcher.group("limit") != null) {
        limit = Integer.parseInt(matcher.group("limit"));
      } else {
        try {
          after = Page.key(matcher.group("after"));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return limit > Page.LARGEST
        ? Optional.empty()
        : Optional.of(new Query(history, new Page(after, limit)));
  }

  /** What is read of an archive: a page of the history, or all, of which the newest are taken. */
  Page read() {
    return history ? page : Page.WHOLE;
  }
}
