package io.scorestream.trainer.cache;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The samples of one source, as far as they were read from Kafka. Its memory does not grow with
 * them: appending writes to the files, reading maps them.
 *
 * <p>One thread opens it, appends and closes it. Any thread may ask for {@link #size}, and read the
 * entries and rows that it spans.
 */
public final class SampleLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SampleLog.class);

  private final SourceIdentity identity;
  private final Path home;
  private final FileChannel index;
  private final FileChannel rows;
  private final LongConsumer room;
  private volatile LogExtent extent;

  /** As the first sample that comes again has them made. Of the thread that appends. */
  private @Nullable Stretches stretches;

  private SampleLog(
      SourceIdentity identity,
      Path home,
      FileChannel index,
      FileChannel rows,
      LongConsumer room,
      LogExtent extent) {
    this.identity = identity;
    this.home = home;
    this.index = index;
    this.rows = rows;
    this.room = room;
    this.extent = extent;
  }

  /**
   * For {@link SampleCache#open}.
   *
   * @param home directory of its files; created where missing
   * @param room asked before each append, for so many bytes
   */
  static SampleLog open(
      Path home, SourceIdentity identity, DamagePolicy damage, LongConsumer room) {
    try {
      Files.createDirectories(home);
      FileChannel index = channel(home.resolve("index"));
      try {
        requireAlone(index, home);
        return open(home, index, identity, damage, room);
      } catch (IOException | RuntimeException e) {
        index.close();
        throw e;
      }
    } catch (IOException e) {
      throw cannotWrite(home, e);
    }
  }

  private static SampleLog open(
      Path home, FileChannel index, SourceIdentity identity, DamagePolicy damage, LongConsumer room)
      throws IOException {
    Path rowsFile = home.resolve("rows");
    FileChannel rows = channel(rowsFile);
    try {
      LogExtent extent = new LogCheck(home.resolve("index"), rowsFile, identity, damage).extent();
      if (extent.entries() == 0) {
        index.truncate(0);
        index.write(LogHeader.encode(identity), 0);
      }
      index.truncate(extent.indexBytes());
      rows.truncate(extent.rows() * identity.rowBytes());
      LOG.info("cache {} holds {} samples of source {}", home, extent.rows(), identity.source());
      return new SampleLog(identity, home, index, rows, room, extent);
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** Whose samples these are. */
  public SourceIdentity identity() {
    return identity;
  }

  /** Offset from which Kafka's records are still to be read. */
  public long nextOffset() {
    return extent.nextOffset();
  }

  /** Sequence number that the next sample should have. */
  public long nextSequence() {
    return extent.nextSequence();
  }

  /**
   * Adds samples of a record.
   *
   * @param offset the record's, at least {@link #nextOffset}
   * @param firstSequence sequence number of the first sample that is added
   * @param lead samples before that one in the record
   * @param samples their rows, float32 little-endian; the position stays
   */
  public void append(long offset, long firstSequence, int lead, ByteBuffer samples) {
    int count = samples.remaining() / identity.rowBytes();
    LogEntry entry = new LogEntry(offset, firstSequence, lead, count, LogEntry.checksum(samples));
    LogExtent before = extent;
    room.accept(samples.remaining() + LogEntry.BYTES);
    try {
      write(rows, samples.duplicate(), before.rows() * identity.rowBytes());
      write(index, entry.encode(), before.indexBytes());
    } catch (IOException e) {
      throw cannotWrite(home, e);
    }
    extent = before.with(entry);
    if (stretches != null) {
      stretches.add(entry);
    }
  }

  /**
   * What is wrong with samples that come again: one has other numbers than it had, or was missing
   * where those after it are kept. For the thread that appends.
   *
   * @param firstSequence sequence number of the first; those of all are less than {@link
   *     #nextSequence}
   * @param samples their rows, float32 little-endian; the position stays
   * @return what to say of the record; empty where all are kept as they are here
   */
  public Optional<String> objection(long firstSequence, ByteBuffer samples) {
    int rowBytes = identity.rowBytes();
    ByteBuffer kept = ByteBuffer.allocate(rowBytes);
    for (int i = 0; i < samples.remaining() / rowBytes; i++) {
      long row = stretches().row(firstSequence + i);
      if (row < 0) {
        return Optional.of(
            "sample %s comes after samples that follow it, without which those were taken"
                .formatted(firstSequence + i));
      }
      try {
        rows.read(kept.clear(), row * rowBytes);
      } catch (IOException e) {
        throw new UncheckedIOException("row " + row + " of " + home, e);
      }
      if (!kept.flip().equals(samples.slice(samples.position() + i * rowBytes, rowBytes))) {
        return Optional.of(
            "sample %s has other numbers than it had when it came before"
                .formatted(firstSequence + i));
      }
    }
    return Optional.empty();
  }

  private Stretches stretches() {
    if (stretches == null) {
      stretches = new Stretches();
      for (long number = 0; number < size(); number++) {
        stretches.add(entry(number));
      }
    }
    return stretches;
  }

  /** Notes that a record adds nothing, so that it is not read again. */
  public void passOver(long offset) {
    append(offset, nextSequence(), 0, ByteBuffer.allocate(0));
  }

  /** Entries that are complete. */
  public long size() {
    return extent.entries();
  }

  /**
   * An entry.
   *
   * @param number from 0 to {@link #size} - 1
   */
  public LogEntry entry(long number) {
    ByteBuffer bytes = ByteBuffer.allocate(LogEntry.BYTES);
    try {
      index.read(bytes, LogHeader.BYTES + number * LogEntry.BYTES);
      return LogEntry.decode(bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException("entry " + number + " of " + home, e);
    } catch (DamagedException e) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          "cache " + home + " was changed while in use: " + e.getMessage(),
          "delete it: it is rebuilt from Kafka",
          e);
    }
  }

  /**
   * The first rows, mapped into memory.
   *
   * @param count how many, at most as many as the entries up to {@link #size} have
   */
  public SampleRows rows(long count) {
    try {
      return SampleRows.map(rows, identity.dimension(), count, SampleRows.SEGMENT_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot map the rows of " + home, e);
    }
  }

  @Override
  public void close() {
    try (index;
        rows) {
      rows.force(false);
      index.force(false);
    } catch (IOException e) {
      LOG.warn("cache {} could not be flushed: {}", home, e.getMessage());
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void requireAlone(FileChannel index, Path home) throws IOException {
    boolean alone;
    try {
      alone = index.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      alone = false;
    }
    if (!alone) {
      throw new ScorestreamException(
          Reason.CANNOT_WRITE,
          "cache " + home + " is in use by another trainer",
          "give this one a directory of its own by cache.dir (--cache-dir)");
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  static ScorestreamException cannotWrite(Path home, IOException e) {
    return new ScorestreamException(
        Reason.CANNOT_WRITE,
        "cache " + home + " cannot be written: " + e,
        "make room there, or choose another directory by cache.dir (--cache-dir); nothing in Kafka"
            + " is lost",
        e);
  }
}
