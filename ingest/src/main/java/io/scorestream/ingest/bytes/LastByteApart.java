package io.scorestream.ingest.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a stream, the last of them in a read of its own. Zstd's stream looks at whether a
 * frame has ended only where it reads on, and so ends without a word where a later frame is cut off
 * within what it read together with the end of the one before.
 */
final class LastByteApart extends FilterInputStream {

  private int held;

  LastByteApart(InputStream in) throws IOException {
    super(in);
    this.held = in.read();
  }

  @Override
  public int read() throws IOException {
    int byteHeld = held;
    held = byteHeld < 0 ? -1 : in.read();
    return byteHeld;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (held < 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    into[offset] = (byte) held;
    if (length == 1) {
      held = in.read();
      return 1;
    }
    int more = in.read(into, offset + 1, length - 1);
    held = more < 0 ? -1 : into[offset + more] & 0xff;
    return more < 0 ? 1 : more;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
