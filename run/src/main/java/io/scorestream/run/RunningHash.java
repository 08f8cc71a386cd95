package io.scorestream.run;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of all bytes that it was given so far, which goes on with further ones. For one thread.
 */
public final class RunningHash {

  private final MessageDigest digest = sha256();

  /** Takes what remains in a buffer; its position stays. */
  public void take(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
  }

  /** Of all so far, 64 hexadecimal digits. */
  public String soFar() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java's SHA-256 can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
