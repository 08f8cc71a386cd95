package io.scorestream.quickstart;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.storage.UserFolders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory in which a quickstart keeps everything, locked against a second one. */
final class Home implements AutoCloseable {

  private static final int DEFAULTS = 16;

  private final Path path;
  private final FileChannel lock;

  private Home(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the directory.
   *
   * @throws ScorestreamException when it cannot be written, or another quickstart has it
   */
  static Home at(Path path) {
    return tryAt(path)
        .orElseThrow(
            () ->
                new ScorestreamException(
                    Reason.CONFLICT,
                    "directory " + path + " is in use by another quickstart",
                    "stop that one, or give this one a directory of its own by --dir"));
  }

  /**
   * Takes the first free one of the default directories, below XDG_DATA_HOME or the user's home, so
   * that two quickstarts run side by side.
   */
  static Home free(Map<String, String> environment) {
    Path base = UserFolders.data(environment);
    for (int i = 1; i <= DEFAULTS; i++) {
      String name = i == 1 ? "quickstart" : "quickstart-" + i;
      Optional<Home> home = tryAt(base.resolve(name));
      if (home.isPresent()) {
        return home.get();
      }
    }
    throw new ScorestreamException(
        Reason.CONFLICT,
        DEFAULTS + " quickstarts are running already below " + base,
        "stop one, or give this one a directory of its own by --dir");
  }

  /** Takes the directory; empty where another process has it. */
  static Optional<Home> ifFree(Path path) {
    return tryAt(path);
  }

  private static Optional<Home> tryAt(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new Home(path, channel));
    } catch (IOException e) {
      throw new ScorestreamException(
          Reason.CANNOT_WRITE,
          "directory " + path + " cannot be written: " + e.getMessage(),
          "give a directory that can be written by --dir",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  /** The directory itself. */
  Path path() {
    return path;
  }

  /** A part of it. */
  Path resolve(String part) {
    return path.resolve(part);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new ScorestreamException(
          Reason.CANNOT_WRITE,
          "the lock of " + path + " cannot be released",
          "delete its file named lock",
          e);
    }
  }
}
