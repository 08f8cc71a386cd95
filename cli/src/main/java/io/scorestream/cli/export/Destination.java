package io.scorestream.cli.export;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.terminal.StandardOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Where a command puts what it gives out: a file, which is there when all of it is, or the standard
 * output.
 *
 * @param out as a person said it; {@code -} for the standard output
 */
record Destination(String out) {

  private static final String STANDARD = "-";

  /** Writes to a stream, which it may close. */
  @FunctionalInterface
  interface StreamWriter {
    void write(OutputStream out) throws IOException;
  }

  /** Writes to a path, at which nothing is yet. */
  @FunctionalInterface
  interface PathWriter {
    void write(Path path) throws IOException;
  }

  /** Whether it is the standard output. */
  boolean isStandard() {
    return out.equals(STANDARD);
  }

  /**
   * The form that a name's ending says.
   *
   * @param formats that there are
   * @return empty where it says none of them
   */
  <F extends Enum<F>> Optional<F> format(List<F> formats) {
    String name = out.toLowerCase(Locale.ROOT);
    return formats.stream()
        .filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /**
   * Writes text to the file, or to where this command's standard output goes. Where nobody reads
   * that any more, it is written no further, which is no failure: {@code | head} has what it wants.
   *
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}
   */
  void text(PrintWriter standard, StreamWriter writer) {
    if (isStandard()) {
      OutputStream encoded = new EncodedOutput(standard);
      try {
        writer.write(encoded);
      } catch (EncodedOutput.ReaderGone enoughRead) {
        return;
      } catch (IOException e) {
        throw unwritable(e);
      }
      standard.flush();
    } else {
      stream(writer);
    }
  }

  /**
   * Writes bytes to the file, or to the process's standard output as far as it is read.
   *
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}
   */
  void stream(StreamWriter writer) {
    path(
        path -> {
          try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path))) {
            writer.write(file);
          }
        });
  }

  /**
   * Lets a file or folder be written beside the one that is asked for, and then takes its name; or
   * copies the file to the process's standard output, or to a device or named pipe, which keeps its
   * place.
   *
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}; what was there before stays
   */
  void path(PathWriter writer) {
    try {
      if (isStandard()) {
        copy(writer, new StandardOutput());
        return;
      }
      Path target = Path.of(out).toAbsolutePath();
      if (isDevice(target)) {
        try (OutputStream device = Files.newOutputStream(target)) {
          copy(writer, device);
        }
      } else {
        replace(target, writer);
      }
    } catch (StandardOutput.ReaderGone enoughRead) {
      // It has what it wants, as in text.
    } catch (IOException | UncheckedIOException e) {
      throw unwritable(e);
    }
  }

  private static boolean isDevice(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
  }

  private static void copy(PathWriter writer, OutputStream to) throws IOException {
    Path file = Files.createTempFile("scorestream", ".out");
    try {
      writer.write(file);
      Files.copy(file, to);
    } finally {
      Files.delete(file);
    }
  }

  private void replace(Path target, PathWriter writer) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      delete(part);
      writer.write(part);
      if (Files.isDirectory(target)) {
        requireNothingElse(target, part);
        delete(target);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(part);
    }
  }

  /** Tells people what was written where; the standard output has nothing but that itself. */
  void say(CommandLine line, String what) {
    if (!isStandard()) {
      line.getErr().println(what + ": written to " + out);
      line.getErr().flush();
    }
  }

  /** Refuses to replace a folder that holds anything but what is written again. */
  private void requireNothingElse(Path target, Path part) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      Optional<Path> foreign =
          files.filter(file -> Files.notExists(part.resolve(file.getFileName()))).findFirst();
      if (foreign.isPresent()) {
        throw new ScorestreamException(
            Reason.CANNOT_WRITE,
            "folder %s holds %s, which would be lost".formatted(out, foreign.get().getFileName()),
            "name a folder that is not there yet, or an empty one");
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      List<Path> deepestFirst;
      try (Stream<Path> files = Files.walk(path)) {
        deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } else {
      Files.deleteIfExists(path);
    }
  }

  private ScorestreamException unwritable(Exception cause) {
    return new ScorestreamException(
        Reason.CANNOT_WRITE,
        out + " cannot be written: " + cause,
        "by --out give a file in a folder that can be written, where there is room",
        cause);
  }
}
