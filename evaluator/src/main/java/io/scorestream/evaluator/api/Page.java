package io.scorestream.evaluator.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Which part of a listing is asked for.
 *
 * @param after the key behind which it begins, empty for the listing's start
 * @param limit entries at most, at least 1
 */
record Page(String after, int limit) {

  /** Entries of a page that says no limit. */
  static final int USUAL = 1000;

  /** Entries of a page at most: some megabytes of JSON. */
  static final int LARGEST = 10_000;

  /** The whole of a listing, for who takes of it what does not grow. */
  static final Page WHOLE = new Page("", Integer.MAX_VALUE);

  /** A key as those who ask carry it from page to page, which is nothing to take apart. */
  static String token(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key again.
   *
   * @throws IllegalArgumentException when it is none of {@link #token}'s
   */
  static String key(String token) {
    return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
  }
}
