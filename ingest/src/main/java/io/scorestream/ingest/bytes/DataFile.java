package io.scorestream.ingest.bytes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with data in it.
 *
 * @param path where it is
 * @param compressed whether its bytes are gzip's or Zstandard's
 * @param head first bytes, of what was compressed where it is
 * @param growing whether it is read on as it is written on
 */
public record DataFile(Path path, boolean compressed, Head head, boolean growing) {

  private static final int BUFFER = 1 << 16;

  /**
   * Looks into a file.
   *
   * @throws io.scorestream.service.ScorestreamException when there is none, it cannot be read, or
   *     it is of a kind that is known and not read here
   */
  public static DataFile at(Path path) {
    FileFaults.requireFile(path);
    try (InputStream bytes = raw(path)) {
      Compression compression = Compression.of(Head.of(bytes));
      try (InputStream plain = buffered(compression.plain(bytes))) {
        Head head = Head.of(plain);
        ForeignFormat.of(head)
            .ifPresent(
                foreign -> {
                  throw FileFaults.foreign(path, foreign);
                });
        return new DataFile(path, compression != Compression.NONE, head, false);
      }
    } catch (IOException e) {
      throw FileFaults.unreadable(path, "at its beginning", e);
    }
  }

  /** The same, to be read on as it is written on. */
  public DataFile followed() {
    return new DataFile(path, compressed, head, true);
  }

  /** Its bytes from the first, as they were before they were compressed; buffered. */
  public InputStream open() throws IOException {
    InputStream bytes = raw(path);
    try {
      return buffered(Compression.of(Head.of(bytes)).plain(bytes));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static InputStream raw(Path path) throws IOException {
    return new BufferedInputStream(Files.newInputStream(path), BUFFER);
  }

  private static InputStream buffered(InputStream plain) {
    return plain instanceof BufferedInputStream ? plain : new BufferedInputStream(plain, BUFFER);
  }
}
