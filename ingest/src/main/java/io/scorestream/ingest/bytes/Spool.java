package io.scorestream.ingest.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data that can be read only once, standard input or a named pipe, as a file. It is read to its
 * end; the file goes when the process ends.
 */
public final class Spool {

  private static final Path STANDARD_INPUT = Path.of("-");
  private static final Path STANDARD_INPUT_NAME = Path.of("stdin");

  private Spool() {}

  /** What data is called after: its path, and a name of its own for standard input. */
  public static Path named(Path data) {
    return data.equals(STANDARD_INPUT) ? STANDARD_INPUT_NAME : data;
  }

  /**
   * The file or folder itself; of standard input ({@code -}) or a pipe, a copy of that name.
   *
   * @throws io.scorestream.service.ScorestreamException when it cannot be read or kept
   */
  public static Path file(Path data) {
    boolean standardInput = data.equals(STANDARD_INPUT);
    if (!standardInput && (!Files.exists(data) || isLasting(data))) {
      return data;
    }
    try (InputStream bytes = standardInput ? System.in : Files.newInputStream(data)) {
      Path folder = Files.createTempDirectory("scorestream-");
      folder.toFile().deleteOnExit();
      Path copy = folder.resolve(named(data).getFileName());
      copy.toFile().deleteOnExit();
      Files.copy(bytes, copy);
      return copy;
    } catch (IOException e) {
      throw FileFaults.unreadable(named(data), "after its beginning", e);
    }
  }

  /**
   * Refuses data that can be read only once, and so not be returned to.
   *
   * @throws io.scorestream.service.ScorestreamException when it is standard input or a pipe
   */
  public static void requireLasting(Path data) {
    if (data.equals(STANDARD_INPUT) || (Files.exists(data) && !isLasting(data))) {
      throw FileFaults.cannotGrow(named(data), "it can be read only once");
    }
  }

  private static boolean isLasting(Path data) {
    return Files.isRegularFile(data) || Files.isDirectory(data);
  }
}
