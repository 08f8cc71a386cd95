package io.scorestream.ingest.bytes;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How a file's bytes are compressed; the first of them tell. */
enum Compression {
  /** Not at all. */
  NONE {
    @Override
    InputStream plain(InputStream bytes) {
      return bytes;
    }
  },
  /** gzip, of any number of members. */
  GZIP {
    @Override
    InputStream plain(InputStream bytes) throws IOException {
      return new GzipMembers(bytes);
    }
  },
  /** Zstandard, of any number of frames. */
  ZSTD {
    @Override
    InputStream plain(InputStream bytes) throws IOException {
      return new ZstdInputStream(new LastByteApart(bytes));
    }
  };

  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  /** What the first bytes of a file say. */
  static Compression of(Head head) {
    if (head.startsWith(GZIP_MAGIC)) {
      return GZIP;
    }
    return head.startsWith(ZSTD_MAGIC) ? ZSTD : NONE;
  }

  /** The bytes that were compressed; closing them closes the others. */
  abstract InputStream plain(InputStream bytes) throws IOException;
}
