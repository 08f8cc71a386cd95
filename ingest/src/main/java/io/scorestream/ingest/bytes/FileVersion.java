package io.scorestream.ingest.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether a file or folder is still what it was: its length, when it was written last,
 * and what the file system calls it.
 *
 * @param key {@code null} where the file system has none
 */
public record FileVersion(Path path, long bytes, FileTime written, @Nullable Object key) {

  /**
   * The file as it is now.
   *
   * @throws io.scorestream.service.ScorestreamException when there is none
   */
  public static FileVersion of(Path path) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileVersion(path, now.size(), now.lastModifiedTime(), now.fileKey());
    } catch (IOException e) {
      throw FileFaults.unreadable(path, "at its beginning", e);
    }
  }

  /**
   * Refuses a file that has been written to, shortened or replaced since.
   *
   * @throws io.scorestream.service.ScorestreamException saying what differs
   */
  public void requireUnchanged() {
    FileVersion now;
    try {
      BasicFileAttributes read = Files.readAttributes(path, BasicFileAttributes.class);
      now = new FileVersion(path, read.size(), read.lastModifiedTime(), read.fileKey());
    } catch (IOException e) {
      throw FileFaults.changed(path, "it can no longer be read");
    }
    if (now.bytes != bytes) {
      throw FileFaults.changed(path, "it had %s bytes and has %s".formatted(bytes, now.bytes));
    }
    if (!Objects.equals(now.key, key)) {
      throw FileFaults.changed(path, "another file is in its place");
    }
    if (!now.written.equals(written)) {
      throw FileFaults.changed(path, "it was written to at " + now.written);
    }
  }
}
