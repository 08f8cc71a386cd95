package io.scorestream.trainer.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The first 128 bytes of an index: magic, version of the format, dimension, the identity's
 * fingerprint, zeros, and a CRC32C of all before it.
 */
final class LogHeader {

  static final int BYTES = 128;

  private static final long MAGIC = 0x53434F5245534D50L;
  private static final int VERSION = 1;
  private static final int CHECKED = BYTES - Integer.BYTES;

  private LogHeader() {}

  static ByteBuffer encode(SourceIdentity identity) {
    ByteBuffer buffer =
        ByteBuffer.allocate(BYTES)
            .putLong(MAGIC)
            .putInt(VERSION)
            .putInt(identity.dimension())
            .put(identity.fingerprint().getBytes(US_ASCII));
    return buffer.putInt(CHECKED, LogEntry.checksum(buffer.slice(0, CHECKED))).rewind();
  }

  /**
   * Whether a header is the one that this identity has; one of another identity or version is not.
   *
   * @throws DamagedException when it is no header
   */
  static boolean matches(byte[] header, SourceIdentity identity) throws DamagedException {
    ByteBuffer buffer = ByteBuffer.wrap(header);
    if (buffer.getLong(0) != MAGIC
        || buffer.getInt(CHECKED) != LogEntry.checksum(buffer.slice(0, CHECKED))) {
      throw new DamagedException("no header of a sample cache");
    }
    return buffer.equals(encode(identity));
  }
}
