package io.scorestream.trainer.cache;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a cache from its start and finds how far it is complete. Every byte is checked: costs one
 * pass over the files.
 *
 * <p>An append that was cut short leaves rows without an entry, or part of an entry; files that
 * were cut short leave entries without their rows. Both end the extent. Bytes that changed do so
 * where that is the policy; else they are an error.
 */
final class LogCheck {

  private static final Logger LOG = LoggerFactory.getLogger(LogCheck.class);

  private final Path index;
  private final Path rows;
  private final SourceIdentity identity;
  private final DamagePolicy policy;

  LogCheck(Path index, Path rows, SourceIdentity identity, DamagePolicy policy) {
    this.index = index;
    this.rows = rows;
    this.identity = identity;
    this.policy = policy;
  }

  /**
   * The part that is complete; empty where the files hold another identity's samples.
   *
   * @throws ScorestreamException with {@link Reason#NO_INPUT} when bytes are not what was written,
   *     and that is to be an error
   */
  LogExtent extent() throws IOException {
    try (InputStream entries = new BufferedInputStream(Files.newInputStream(index));
        InputStream samples = new BufferedInputStream(Files.newInputStream(rows))) {
      byte[] header = entries.readNBytes(LogHeader.BYTES);
      if (header.length < LogHeader.BYTES) {
        return LogExtent.EMPTY;
      }
      try {
        return LogHeader.matches(header, identity) ? extent(entries, samples) : LogExtent.EMPTY;
      } catch (DamagedException e) {
        return upTo(LogExtent.EMPTY, index, 0, e.found());
      }
    }
  }

  private LogExtent extent(InputStream entries, InputStream samples) throws IOException {
    LogExtent extent = LogExtent.EMPTY;
    byte[] data = new byte[0];
    for (byte[] bytes = entries.readNBytes(LogEntry.BYTES);
        bytes.length == LogEntry.BYTES;
        bytes = entries.readNBytes(LogEntry.BYTES)) {
      LogEntry entry;
      try {
        entry = LogEntry.decode(bytes);
      } catch (DamagedException e) {
        return upTo(extent, index, extent.indexBytes(), e.found());
      }
      int length = entry.count() * identity.rowBytes();
      if (data.length < length) {
        data = new byte[length];
      }
      if (samples.readNBytes(data, 0, length) < length) {
        return extent;
      }
      if (LogEntry.checksum(ByteBuffer.wrap(data, 0, length)) != entry.rowsChecksum()) {
        return upTo(
            extent,
            rows,
            extent.rows() * identity.rowBytes(),
            "rows of the record at offset " + entry.offset() + " that do not match their checksum");
      }
      extent = extent.with(entry);
    }
    return extent;
  }

  /** What lies before the damage is sound. */
  private LogExtent upTo(LogExtent sound, Path file, long at, String found) {
    ScorestreamException damage = damaged(file, at, found);
    if (policy == DamagePolicy.FAIL) {
      throw damage;
    }
    LOG.warn(
        "{}; its first {} samples are kept, those after them are read again",
        damage.getMessage(),
        sound.rows());
    return sound;
  }

  private static ScorestreamException damaged(Path file, long at, String found) {
    return new ScorestreamException(
        Reason.NO_INPUT,
        "cache file "
            + file
            + " is damaged: at byte "
            + at
            + " it has "
            + found
            + "; nothing in Kafka is lost",
        "delete " + file + ", or set on.damaged.cache=rebuild: it is rebuilt from Kafka");
  }
}
