package io.scorestream.service.storage;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder that belongs to this process until it is closed or the process ends. Processes that
 * share a parent each take the first of its folders 0, 1, 2 and so on that no living one has, so
 * that a process which is started anew finds what one before it kept, and nothing piles up.
 */
public final class ClaimedFolder implements AutoCloseable {

  private static final int MOST = 1000;

  private final Path path;
  private final Optional<FileChannel> lock;

  private ClaimedFolder(Path path, Optional<FileChannel> lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A folder that is not shared: it needs no claim. */
  public static ClaimedFolder unshared(Path folder) {
    return new ClaimedFolder(folder, Optional.empty());
  }

  /**
   * The first free folder of a parent, made where missing.
   *
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE} when the parent cannot be written
   */
  public static ClaimedFolder firstFree(Path parent) {
    try {
      Files.createDirectories(parent);
      for (int number = 0; number < MOST; number++) {
        FileChannel lock =
            FileChannel.open(
                parent.resolve(number + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (tryTake(lock)) {
          return new ClaimedFolder(parent.resolve(String.valueOf(number)), Optional.of(lock));
        }
        lock.close();
      }
    } catch (IOException e) {
      throw cannotWrite(parent, e.toString(), e);
    }
    throw cannotWrite(parent, "all of its " + MOST + " folders are in use", null);
  }

  /** Where it is; the folder itself may be yet to be made. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    if (lock.isPresent()) {
      try {
        lock.get().close();
      } catch (IOException e) {
        throw cannotWrite(path, e.toString(), e);
      }
    }
  }

  private static boolean tryTake(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static ScorestreamException cannotWrite(
      Path folder, String why, @Nullable IOException cause) {
    return new ScorestreamException(
        Reason.CANNOT_WRITE,
        "folder " + folder + " cannot be used: " + why,
        "make room there and see who may write to it, or choose another",
        cause);
  }
}
