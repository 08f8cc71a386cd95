package io.scorestream.trainer.cache;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.storage.FolderRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory with the logs of all sources, and the room that they may take, on the disk too.
 * Where a sample would need more, logs that this process has not opened go first, the one that was
 * longest not written to before the others: Kafka has their samples. Logs that are open are never
 * shortened; when they alone need more than the room, that is an error. Owned by one thread.
 */
public final class SampleCache {

  private static final Logger LOG = LoggerFactory.getLogger(SampleCache.class);

  private final Path directory;
  private final FolderRoom room;
  private final long maxBytes;
  private final DamagePolicy damage;
  private final Set<Path> open = new HashSet<>();
  private long bytes;

  /**
   * @param directory created where missing
   * @param maxBytes that all files may have together; {@link Long#MAX_VALUE} for as many as the
   *     disk has
   * @param damage what to do about files that are not what was written
   */
  public SampleCache(Path directory, long maxBytes, DamagePolicy damage) {
    this(directory, maxBytes, damage, new FolderRoom(directory));
  }

  SampleCache(Path directory, long maxBytes, DamagePolicy damage, FolderRoom room) {
    this.directory = directory;
    this.room = room;
    this.maxBytes = maxBytes;
    this.damage = damage;
  }

  /**
   * Opens a source's log, or starts it where there is none. An append that was cut short is
   * dropped, and the log of another cluster or topic is started anew.
   *
   * @throws ScorestreamException with {@link Reason#NO_INPUT} when a file was changed and that is
   *     to be an error, {@link Reason#CANNOT_WRITE} when it cannot be written, or another trainer
   *     has it open
   */
  public SampleLog open(SourceIdentity identity) {
    Path home = directory.resolve(identity.directory());
    SampleLog log = SampleLog.open(home, identity, damage, this::reserve);
    open.add(home);
    bytes = sizeOf(directory);
    return log;
  }

  /** Makes room, where there is not enough, for what is going to be written. */
  private void reserve(long more) {
    room.warning()
        .ifPresent(
            low -> LOG.warn("{}; make room there, or bound the cache by cache.max.size", low));
    if (!fits(more)) {
      evict(more);
    }
    bytes += more;
  }

  private boolean fits(long more) {
    return bytes + more <= maxBytes && more <= room.bytes();
  }

  private void evict(long more) {
    for (Path home : closed()) {
      long size = sizeOf(home);
      delete(home);
      bytes -= size;
      LOG.info("deleted cache {}, {} bytes, to make room; Kafka has its samples", home, size);
      if (fits(more)) {
        return;
      }
    }
    if (bytes + more <= maxBytes) {
      throw SampleLog.cannotWrite(directory, new IOException("No space left on device"));
    }
    throw new ScorestreamException(
        Reason.CANNOT_WRITE,
        "cache %s has %s bytes of the runs that are trained, and may have %s"
            .formatted(directory, bytes, maxBytes),
        "raise cache.max.size (--cache-max-size), or train fewer runs here (--runs); nothing in"
            + " Kafka is lost");
  }

  /** Those that are not open, the one longest not written to first. */
  private List<Path> closed() {
    try (Stream<Path> homes = Files.list(directory)) {
      return homes
          .filter(home -> !open.contains(home) && Files.isRegularFile(home.resolve("index")))
          .sorted(Comparator.comparing(SampleCache::written))
          .toList();
    } catch (IOException e) {
      throw SampleLog.cannotWrite(directory, e);
    }
  }

  private static FileTime written(Path home) {
    try {
      return Files.getLastModifiedTime(home.resolve("index"));
    } catch (IOException e) {
      throw SampleLog.cannotWrite(home, e);
    }
  }

  private static void delete(Path home) {
    try {
      Files.deleteIfExists(home.resolve("rows"));
      Files.deleteIfExists(home.resolve("index"));
      Files.delete(home);
    } catch (IOException e) {
      throw SampleLog.cannotWrite(home, e);
    }
  }

  private static long sizeOf(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw SampleLog.cannotWrite(folder, e);
    }
  }
}
