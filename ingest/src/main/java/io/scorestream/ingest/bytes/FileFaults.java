package io.scorestream.ingest.bytes;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The messages for files whose bytes cannot be had, or are not what they should be. */
public final class FileFaults {

  private static final String CHOOSE_FILE =
      "give the path of a readable file with data, or of a folder with images (--data)";

  private FileFaults() {}

  /** Refuses what is not there. */
  public static void requireFile(Path file) {
    if (Files.notExists(file)) {
      throw new ScorestreamException(
          Reason.NO_INPUT, "data file " + file + " does not exist", CHOOSE_FILE);
    }
  }

  /**
   * What a failure to read means.
   *
   * @param place how far it was read, such as "after line 3"
   */
  public static ScorestreamException unreadable(Path file, String place, Exception failure) {
    Throwable cause =
        failure instanceof UncheckedIOException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String where = "data file %s, %s: ".formatted(file, place);
    if (cause instanceof CharacterCodingException) {
      return bad(
          where + "its bytes are not UTF-8 text",
          "convert the file to UTF-8, such as with iconv -f WINDOWS-1252 -t UTF-8",
          cause);
    }
    if (cause instanceof EOFException || cause instanceof ZipException) {
      return bad(
          where + cause.getMessage(),
          "fetch or compress the file again; gzip -t tells whether it is whole",
          cause);
    }
    if (cause instanceof IOException && cause.getClass().getName().contains("Zstd")) {
      return bad(
          where + "its Zstandard data is cut off or damaged: " + cause.getMessage(),
          "fetch or compress the file again; zstd -t tells whether it is whole",
          cause);
    }
    String why = cause instanceof NoSuchFileException ? "it does not exist" : cause.getMessage();
    return new ScorestreamException(
        Reason.NO_INPUT, "data file " + file + " cannot be read: " + why, CHOOSE_FILE, cause);
  }

  static ScorestreamException foreign(Path file, ForeignFormat format) {
    return bad("data file %s is %s".formatted(file, format.name()), format.remedy(), null);
  }

  static ScorestreamException notText(Path file, String encoding) {
    return encoding.isEmpty()
        ? bad(
            "data file " + file + " is neither text nor of a kind that is known: it has zero bytes",
            "write it as CSV in UTF-8 or as a NumPy .npy array",
            null)
        : bad(
            "data file %s looks like %s without a byte order mark".formatted(file, encoding),
            "convert it with iconv -f %s -t UTF-8".formatted(encoding),
            null);
  }

  /** A file that is no longer what it was. */
  public static ScorestreamException changed(Path file, String how) {
    return bad(
        "data file %s was changed while it was read: %s".formatted(file, how),
        "leave the file alone while it is streamed, or stream a copy of it; give what is new"
            + " another source.id (--source-id)",
        null);
  }

  /** A followed file or folder, of which what was read is no longer there. */
  public static ScorestreamException rewritten(Path data, String how) {
    return bad(
        "%s, which is followed, was changed otherwise than at its end: %s".formatted(data, how),
        "only append to what is followed: set it back and start again, and it goes on where it ended;"
            + " or give what is new another source.id (--source-id)",
        null);
  }

  /** An image that came to a followed folder, but not behind those that are samples already. */
  public static ScorestreamException outOfOrder(Path image, Path last) {
    return bad(
        "image %s has come, but sorts before %s, which was read"
            .formatted(image, last.getFileName()),
        "give it a name that sorts behind all others and start again: samples are known by their"
            + " order",
        null);
  }

  /** A file of a kind to which nothing can be appended. */
  public static ScorestreamException cannotGrow(Path file, String why) {
    return new ScorestreamException(
        Reason.USAGE,
        "%s cannot be followed: %s".formatted(file, why),
        "follow a plain text in UTF-8 or a folder of images; or leave out follow (--follow), and each"
            + " produce goes on where the one before ended");
  }

  /** Data that is not what it should be. */
  public static ScorestreamException bad(String message, String remedy, @Nullable Throwable cause) {
    return new ScorestreamException(Reason.BAD_DATA, message, remedy, cause);
  }
}
