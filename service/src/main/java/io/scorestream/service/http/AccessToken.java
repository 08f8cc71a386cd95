package io.scorestream.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What has to be known to be answered: shown in each request, or once for a cookie. The cookie's
 * value is a function of the token, from which the token cannot be had; so it holds wherever the
 * token does, after a restart too, and ends with it. Its name is one as well, since the cookies of
 * a machine are shared by all of its ports. Comparisons take the same time wherever texts differ.
 * Immutable; its text is nowhere to be seen.
 */
final class AccessToken {

  private static final String BEARER = "bearer ";

  private final byte[] token;
  private final String cookieName;
  private final byte[] cookieValue;

  /**
   * @param token not empty
   */
  AccessToken(String token) {
    this.token = token.getBytes(UTF_8);
    this.cookieName = "scorestream-" + derived("name").substring(0, 8);
    this.cookieValue = derived("session").getBytes(UTF_8);
  }

  /** Whether a text is the token. */
  boolean is(String text) {
    return MessageDigest.isEqual(token, text.getBytes(UTF_8));
  }

  /** Whether a request shows it, by {@code Authorization: Bearer} or by the cookie. */
  boolean isShownBy(Headers request) {
    return bearer(request).filter(this::is).isPresent()
        || request.getOrDefault("Cookie", List.of()).stream()
            .flatMap(line -> Arrays.stream(line.split(";", -1)))
            .map(String::trim)
            .filter(cookie -> cookie.startsWith(cookieName + "="))
            .map(cookie -> cookie.substring(cookieName.length() + 1).getBytes(UTF_8))
            .anyMatch(value -> MessageDigest.isEqual(cookieValue, value));
  }

  private static Optional<String> bearer(Headers request) {
    return Optional.ofNullable(request.getFirst("Authorization"))
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).trim());
  }

  /** What makes a browser show it from now on, for as long as it runs, and to no page but ours. */
  String cookie() {
    return cookieName + "=" + new String(cookieValue, UTF_8) + ATTRIBUTES;
  }

  /** What makes a browser forget it. */
  String forgotten() {
    return cookieName + "=" + ATTRIBUTES + "; Max-Age=0";
  }

  private static final String ATTRIBUTES = "; HttpOnly; SameSite=Strict; Path=/";

  private String derived(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(("scorestream " + purpose).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "a token";
  }
}
