package io.scorestream.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Takes text in UTF-8 to a writer of characters, which may speak another encoding. Closing it
 * leaves the writer open. Once nobody reads it, every write says so. Owned by one thread.
 */
final class EncodedOutput extends OutputStream {

  private static final int ROOM = 8192;

  private final PrintWriter to;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** Ready to be written to; begins with what is left of a character. */
  private final ByteBuffer bytes = ByteBuffer.allocate(ROOM);

  private final CharBuffer characters = CharBuffer.allocate(ROOM);

  /**
   * Nobody reads any more: what else there is to write is not wanted. Unchecked, so that it comes
   * through writers of whatever form as it is.
   */
  static final class ReaderGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReaderGone() {
      super("nobody reads the output any more");
    }
  }

  EncodedOutput(PrintWriter to) {
    this.to = to;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      int part = Math.min(bytes.remaining(), length - done);
      bytes.put(from, offset + done, part);
      done += part;
      decode();
    }
    if (to.checkError()) {
      throw new ReaderGone();
    }
  }

  private void decode() {
    bytes.flip();
    decoder.decode(bytes, characters, false);
    bytes.compact();
    characters.flip();
    to.append(characters);
    characters.clear();
  }

  @Override
  public void close() {
    to.flush();
  }
}
