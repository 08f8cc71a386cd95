package io.scorestream.ingest.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The first bytes of a stream, which tell what it is. */
public final class Head {

  /** Enough for every kind of file that is told by its first bytes. */
  static final int LENGTH = 1024;

  private final byte[] bytes;

  private Head(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Looks at a stream that can go back to where it is, and leaves it there. */
  static Head of(InputStream stream) throws IOException {
    stream.mark(LENGTH);
    byte[] bytes = stream.readNBytes(LENGTH);
    stream.reset();
    return new Head(bytes);
  }

  /** How many there are; fewer than {@value #LENGTH} only where the stream ends. */
  public int length() {
    return bytes.length;
  }

  /** One of them, 0 to 255; 0 behind the end. */
  public int at(int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0;
  }

  /** Whether they begin so. */
  public boolean startsWith(byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  /** Whether these characters, of one byte each, stand there. */
  boolean has(int offset, String magic) {
    return text(offset, magic.length()).equals(magic);
  }

  /** Whether none of them is a control character that texts do not have. */
  public boolean looksLikeText() {
    for (byte each : bytes) {
      if (each >= 0 && each < '\t') {
        return false;
      }
    }
    return true;
  }

  /** Some of them as characters of one byte each; fewer where they end. */
  String text(int offset, int length) {
    int from = Math.min(offset, bytes.length);
    return new String(bytes, from, Math.min(length, bytes.length - from), ISO_8859_1);
  }
}
