package io.scorestream.ingest.bytes;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;

/** Characters out of bytes: UTF-8, or what a byte order mark says. */
public final class TextDecoding {

  private static final int BUFFER = 1 << 16;

  /** The longer marks first: that of UTF-32 begins like that of UTF-16. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark("\u0000\u0000\u00fe\u00ff", Charset.forName("UTF-32BE")),
          new Mark("\u00ff\u00fe\u0000\u0000", Charset.forName("UTF-32LE")),
          new Mark("\u00ef\u00bb\u00bf", UTF_8),
          new Mark("\u00fe\u00ff", UTF_16BE),
          new Mark("\u00ff\u00fe", UTF_16LE));

  private static final Mark NONE = new Mark("", UTF_8);

  private record Mark(String bytes, Charset charset) {}

  private TextDecoding() {}

  /** A reader that passes over a byte order mark and fails on bytes that are no characters. */
  public static BufferedReader open(DataFile file) throws IOException {
    Mark mark = mark(file.head());
    InputStream bytes = file.open();
    try {
      bytes.skipNBytes(mark.bytes().length());
      return reader(bytes, mark.charset());
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** A reader of UTF-8 that fails on bytes that are no characters. */
  static BufferedReader utf8(InputStream bytes) {
    return reader(bytes, UTF_8);
  }

  /**
   * Index of the first byte behind a byte order mark.
   *
   * @throws io.scorestream.service.ScorestreamException when the text is not in UTF-8
   */
  static int utf8Start(DataFile file) {
    Mark mark = mark(file.head());
    if (!mark.charset().equals(UTF_8)) {
      throw FileFaults.cannotGrow(file.path(), "it is in " + mark.charset() + " and not in UTF-8");
    }
    return mark.bytes().length();
  }

  private static BufferedReader reader(InputStream bytes, Charset charset) {
    return new BufferedReader(
        new InputStreamReader(
            bytes,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)),
        BUFFER);
  }

  /**
   * Refuses what is no text: bytes of zero, which no table has.
   *
   * @throws io.scorestream.service.ScorestreamException saying what it may be
   */
  public static void requireText(DataFile file) {
    Head head = file.head();
    if (!mark(head).equals(NONE)) {
      return;
    }
    int zeros = 0;
    int oddZeros = 0;
    for (int i = 0; i < head.length(); i++) {
      if (head.at(i) == 0) {
        zeros++;
        oddZeros += i % 2;
      }
    }
    if (zeros == 0) {
      return;
    }
    boolean wide = zeros >= head.length() / 4 && (oddZeros == zeros || oddZeros == 0);
    throw FileFaults.notText(file.path(), wide ? (oddZeros == 0 ? "UTF-16BE" : "UTF-16LE") : "");
  }

  private static Mark mark(Head head) {
    return MARKS.stream().filter(mark -> head.has(0, mark.bytes())).findFirst().orElse(NONE);
  }
}
