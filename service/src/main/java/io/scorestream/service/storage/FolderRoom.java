package io.scorestream.service.storage;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How much room the disk of a folder has left. Owned by one thread, but for {@link #bytes}. */
public final class FolderRoom {

  private static final long MEBIBYTE = 1 << 20;

  /** What is less than this is told of. */
  private static final long LOW_BYTES = 1024 * MEBIBYTE;

  private final Path folder;
  private final LongSupplier usable;
  private long toldBelow = LOW_BYTES;

  /**
   * @param folder need not be there yet
   */
  public FolderRoom(Path folder) {
    this(folder, () -> usable(folder));
  }

  /**
   * @param usable says how many bytes may still be written
   */
  public FolderRoom(Path folder, LongSupplier usable) {
    this.folder = folder;
    this.usable = usable;
  }

  /** What this process may still write there; without bound where the disk does not say. */
  public long bytes() {
    return usable.getAsLong();
  }

  /** Something to say when there is less than 1 GiB, and then each time that it has halved. */
  public Optional<String> warning() {
    long free = bytes();
    if (free >= LOW_BYTES) {
      toldBelow = LOW_BYTES;
    }
    if (free >= toldBelow) {
      return Optional.empty();
    }
    toldBelow = free / 2;
    return Optional.of("the disk of %s has %s MiB left".formatted(folder, free / MEBIBYTE));
  }

  /**
   * Passes while there is so much.
   *
   * @param least in bytes
   * @param remedy what to do, an imperative sentence
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}
   */
  public void require(long least, String remedy) {
    long free = bytes();
    if (free < least) {
      throw new ScorestreamException(
          Reason.CANNOT_WRITE,
          "the disk of %s has %s MiB left, fewer than the %s that have to be free"
              .formatted(folder, free / MEBIBYTE, least / MEBIBYTE),
          remedy);
    }
  }

  private static long usable(Path folder) {
    Path there = folder.toAbsolutePath();
    while (Files.notExists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    // A FileStore would say it too, and reads the table of mounts first: at every record of a
    // cache.
    File disk = there.toFile();
    long free = disk.getUsableSpace();
    return free == 0 && disk.getTotalSpace() == 0 ? Long.MAX_VALUE : free;
  }
}
