package io.scorestream.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.run.Hashes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SHA-256 of what goes into a ledger. */
final class Digest {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private Digest() {}

  /** Of a text, in hexadecimal. */
  static String of(String text) {
    return Hashes.of(UTF_8.encode(text));
  }

  /** Of bytes, in hexadecimal. */
  static String of(byte[] bytes) {
    return Hashes.of(ByteBuffer.wrap(bytes));
  }

  /**
   * Of several values in their order. Floating-point numbers count by their bits: how they are
   * written differs between releases of Java.
   */
  static String ofAll(@Nullable Object... values) {
    return of(Arrays.stream(values).map(Digest::text).collect(Collectors.joining("\n")));
  }

  private static String text(@Nullable Object value) {
    return value instanceof Double number
        ? Long.toHexString(Double.doubleToLongBits(number))
        : Objects.toString(value);
  }

  /**
   * The digest of a collection with one more in it, whatever their order: sums of hashes modulo
   * 2²⁵⁶.
   *
   * @param sum of the collection, in hexadecimal; {@code null} for an empty one
   */
  static String plus(@Nullable String sum, String hash) {
    BigInteger before = sum == null ? BigInteger.ZERO : new BigInteger(sum, 16);
    BigInteger after = before.add(new BigInteger(hash, 16)).mod(MODULUS);
    String digits = after.toString(16);
    return "0".repeat(64 - digits.length()) + digits;
  }
}
