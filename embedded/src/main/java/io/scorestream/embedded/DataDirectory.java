package io.scorestream.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Checks of a data directory before anything is started in it. */
final class DataDirectory {
  private DataDirectory() {}

  /**
   * Creates the directory where it is missing and sees that files can be written in it.
   *
   * @return its absolute path
   * @throws EmbeddedStartException if it cannot be created or written in
   */
  static Path writable(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      Files.delete(Files.createTempFile(absolute, "writable", null));
      return absolute;
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The data directory " + absolute + " cannot be written in (" + reason(e) + ")",
          "Give a directory that you may write in with --dir.",
          e);
    }
  }

  /**
   * Passes if no broker holds Kafka's lock on the directory.
   *
   * @throws EmbeddedStartException if one does, in this process or another
   */
  static void requireUnlocked(Path directory) {
    Path lockFile = directory.resolve(".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse(directory, null);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(directory, e);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The lock file " + lockFile + " cannot be opened (" + reason(e) + ")",
          "Give a directory that you may write in with --dir.",
          e);
    }
  }

  private static EmbeddedStartException inUse(Path directory, @Nullable Throwable cause) {
    return new EmbeddedStartException(
        "The data directory " + directory + " is in use by another running broker",
        "End the other process, or give another directory with --dir.",
        cause);
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
  }
}
