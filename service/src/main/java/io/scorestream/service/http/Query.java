package io.scorestream.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.service.settings.NearestName;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What follows a path's question mark.
 *
 * @param values by name, each at most once
 */
public record Query(Map<String, String> values) {

  /** What is wrong with a query, for people. */
  public static final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param problem names what is wrong
     */
    public BadQueryException(String problem) {
      super(problem);
    }
  }

  /** Keeps its own copy. */
  public Query {
    values = Map.copyOf(values);
  }

  /**
   * Reads it. A pure function.
   *
   * @param text as it was sent, encoded; {@code null} for nothing
   * @param allowed names that are known
   * @throws BadQueryException where a name is not known, comes twice or has no value
   */
  public static Query of(@Nullable String text, List<String> allowed) {
    Map<String, String> values = new HashMap<>();
    for (String part : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      if (!allowed.contains(name)) {
        throw new BadQueryException(
            "'" + name + "' is nothing to ask by" + NearestName.hint(name, allowed));
      }
      if (equals < 0 || values.put(name, decoded(part.substring(equals + 1))) != null) {
        throw new BadQueryException(name + " needs one value");
      }
    }
    return new Query(values);
  }

  /** A text that has to be there. */
  public String required(String name) {
    return text(name).orElseThrow(() -> new BadQueryException(name + " is not given"));
  }

  /** A text; empty where there is none. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** A finite number; {@code null} where there is none. */
  public @Nullable Double number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Double.valueOf(text.get());
    } catch (NumberFormatException e) {
      throw new BadQueryException(name + " is '" + text.get() + "', which is no number");
    }
  }

  /** A whole number; {@code null} where there is none. */
  public @Nullable Long whole(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Long.valueOf(text.get());
    } catch (NumberFormatException e) {
      throw new BadQueryException(name + " is '" + text.get() + "', which is no whole number");
    }
  }

  /** A whole number in 1..most; empty where there is none. */
  public OptionalInt count(String name, int most) {
    Long value = whole(name);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value < 1 || value > most) {
      throw new BadQueryException(name + " is " + value + ", which is not in 1.." + most);
    }
    return OptionalInt.of(Math.toIntExact(value));
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadQueryException("'" + part + "' is not encoded as a query's parts are");
    }
  }
}
