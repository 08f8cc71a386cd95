package io.scorestream.trainer.training;

import io.scorestream.trainer.cache.SampleRows;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of the first samples of a log, as float32, little-endian. It goes on from where it was,
 * so that each sample is hashed once. For one thread.
 */
final class SamplesHash {

  private final MessageDigest digest = sha256();
  private long hashed;

  /**
   * Of the first samples.
   *
   * @param rows of always the same log
   * @param count how many, at most as many as the rows; at least as many as the last time
   * @return 64 hexadecimal digits
   */
  String of(SampleRows rows, long count) {
    rows.each(hashed, count, digest::update);
    hashed = count;
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
