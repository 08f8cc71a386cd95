package io.scorestream.trainer.cache;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a cache from its start and finds how far it is complete. Every byte is checked: costs one
 * pass over the files.
 *
 * <p>An append that was cut short leaves rows without an entry, or part of an entry; files that
 * were cut short leave entries without their rows. Both end the extent. Bytes that changed do not:
 * they are an error.
 */
final class LogCheck {

  private final Path index;
  private final Path rows;
  private final SourceIdentity identity;

  LogCheck(Path index, Path rows, SourceIdentity identity) {
    this.index = index;
    this.rows = rows;
    this.identity = identity;
  }

  /**
   * The part that is complete; empty where the files hold another identity's samples.
   *
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when bytes are not what was written
   */
  LogExtent extent() throws IOException {
    try (InputStream entries = new BufferedInputStream(Files.newInputStream(index));
        InputStream samples = new BufferedInputStream(Files.newInputStream(rows))) {
      byte[] header = entries.readNBytes(LogHeader.BYTES);
      return header.length == LogHeader.BYTES && isOurs(header)
          ? extent(entries, samples)
          : LogExtent.EMPTY;
    }
  }

  private LogExtent extent(InputStream entries, InputStream samples) throws IOException {
    LogExtent extent = LogExtent.EMPTY;
    for (byte[] bytes = entries.readNBytes(LogEntry.BYTES);
        bytes.length == LogEntry.BYTES;
        bytes = entries.readNBytes(LogEntry.BYTES)) {
      LogEntry entry = decoded(bytes, extent);
      byte[] data = samples.readNBytes(entry.count() * identity.rowBytes());
      if (data.length < entry.count() * identity.rowBytes()) {
        return extent;
      }
      if (LogEntry.checksum(ByteBuffer.wrap(data)) != entry.rowsChecksum()) {
        throw damaged(
            rows,
            extent.rows() * identity.rowBytes(),
            "rows of the record at offset " + entry.offset() + " that do not match their checksum");
      }
      extent = extent.with(entry);
    }
    return extent;
  }

  private boolean isOurs(byte[] header) {
    try {
      return LogHeader.matches(header, identity);
    } catch (DamagedException e) {
      throw damaged(index, 0, e.getMessage());
    }
  }

  private LogEntry decoded(byte[] bytes, LogExtent before) {
    try {
      return LogEntry.decode(bytes);
    } catch (DamagedException e) {
      throw damaged(index, before.indexBytes(), e.getMessage());
    }
  }

  private static ScorestreamException damaged(Path file, long at, String found) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        "cache file "
            + file
            + " is damaged: at byte "
            + at
            + " it has "
            + found
            + "; nothing in Kafka is lost",
        "delete " + file + ": it is rebuilt from Kafka");
  }
}
