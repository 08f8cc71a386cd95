package io.scorestream.trainer.cache;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What the index says of one Kafka record: 32 bytes, big-endian, in the order of the components,
 * then a CRC32C of those before it.
 *
 * @param offset the record's
 * @param firstSequence sequence number of the first sample that was kept of it
 * @param lead samples at the record's start that were seen before and not kept again
 * @param count samples that were kept of it, in sequence; 0 for a record that was passed over
 * @param rowsChecksum CRC32C of their rows
 */
public record LogEntry(long offset, long firstSequence, int lead, int count, int rowsChecksum) {

  static final int BYTES = 32;
  private static final int CHECKED = BYTES - Integer.BYTES;

  static LogEntry decode(byte[] bytes) throws DamagedException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    LogEntry entry =
        new LogEntry(
            buffer.getLong(), buffer.getLong(), buffer.getInt(), buffer.getInt(), buffer.getInt());
    if (buffer.getInt() != checksum(buffer.slice(0, CHECKED))) {
      throw new DamagedException("an entry that does not match its checksum");
    }
    return entry;
  }

  ByteBuffer encode() {
    ByteBuffer buffer =
        ByteBuffer.allocate(BYTES)
            .putLong(offset)
            .putLong(firstSequence)
            .putInt(lead)
            .putInt(count)
            .putInt(rowsChecksum);
    return buffer.putInt(checksum(buffer.slice(0, CHECKED))).flip();
  }

  /** CRC32C of what remains; the position stays. */
  static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
