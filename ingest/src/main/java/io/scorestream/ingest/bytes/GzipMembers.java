package io.scorestream.ingest.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The bytes of all members of a gzip file (RFC 1952), which is whole or fails as {@code gzip -t}
 * does. {@link java.util.zip.GZIPInputStream} ends without a word where a later member's header is
 * cut off or is none. Zeros behind the last member are padding. Owned by one thread.
 */
final class GzipMembers extends InputStream {

  private static final int BUFFER = 1 << 16;
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private int position;
  private int limit;
  private int member = 1;
  private boolean ended;

  /** Reads the first member's header. */
  GzipMembers(InputStream in) throws IOException {
    this.in = in;
    int first = next();
    if (first != FIRST) {
      throw new ZipException("no gzip data");
    }
    restOfHeader();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int read = inflate(into, offset, length);
      if (read > 0) {
        checksum.update(into, offset, read);
        return read;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return -1;
  }

  private int inflate(byte[] into, int offset, int length) throws IOException {
    try {
      int read = inflater.inflate(into, offset, length);
      if (read == 0 && inflater.needsInput() && !inflater.finished()) {
        if (position == limit) {
          fill();
        }
        if (limit < 0) {
          throw new EOFException("member %s of the gzip data is cut off".formatted(member));
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
      } else if (read == 0 && inflater.needsDictionary()) {
        throw new ZipException("member %s of the gzip data is damaged".formatted(member));
      }
      return read;
    } catch (DataFormatException e) {
      throw new ZipException(
          "member %s of the gzip data is damaged: %s".formatted(member, e.getMessage()));
    }
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long sum = littleEndian(4);
    long length = littleEndian(4);
    if (sum != checksum.getValue() || length != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("member %s of the gzip data is damaged".formatted(member));
    }
    int next = raw();
    while (next == 0) {
      next = raw();
    }
    if (next < 0) {
      ended = true;
      return;
    }
    member++;
    if (next != FIRST) {
      throw new ZipException("bytes that are no gzip data follow member %s".formatted(member - 1));
    }
    restOfHeader();
    inflater.reset();
    checksum.reset();
  }

  private void restOfHeader() throws IOException {
    int second = next();
    int method = next();
    int flags = next();
    if (second != SECOND || method != DEFLATE || (flags & RESERVED) != 0) {
      throw new ZipException("member %s of the gzip data has a damaged header".formatted(member));
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip((int) littleEndian(2));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int read = next();
    while (read != 0) {
      read = next();
    }
  }

  private long littleEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private int next() throws IOException {
    int read = raw();
    if (read < 0) {
      throw new EOFException("member %s of the gzip data is cut off".formatted(member));
    }
    return read;
  }

  private int raw() throws IOException {
    if (position >= limit) {
      fill();
    }
    return limit < 0 ? -1 : buffer[position++] & 0xff;
  }

  private void fill() throws IOException {
    position = 0;
    limit = in.read(buffer, 0, buffer.length);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
