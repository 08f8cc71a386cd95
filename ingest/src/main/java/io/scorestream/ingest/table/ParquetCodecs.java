package io.scorestream.ingest.table;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Decompresses pages of Parquet with the libraries that Kafka's clients bring, where Apache's own
 * factory would look for Hadoop's codecs.
 */
final class ParquetCodecs implements CompressionCodecFactory {

  /** What is read. */
  static final Set<CompressionCodecName> READ =
      Set.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4_RAW);

  /** A page that claims to be larger is damaged: writers end them after one MiB or few. */
  private static final int LARGEST_PAGE = 1 << 28;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("only reads");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new Pages(codec);
  }

  @Override
  public void release() {}

  private record Pages(CompressionCodecName codec) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput page, int bytes) throws IOException {
      byte[] read = page.toInputStream().readAllBytes();
      return BytesInput.from(plain(read, bytes));
    }

    @Override
    public void decompress(ByteBuffer page, int compressed, ByteBuffer into, int bytes)
        throws IOException {
      byte[] read = new byte[compressed];
      page.get(read);
      into.put(plain(read, bytes));
    }

    private byte[] plain(byte[] page, int bytes) throws IOException {
      if (bytes < 0 || bytes > LARGEST_PAGE) {
        throw new IOException("a page claims to have " + bytes + " bytes");
      }
      if (codec == CompressionCodecName.UNCOMPRESSED) {
        return page;
      }
      byte[] plain = new byte[bytes];
      if (bytes == 0) {
        // Writers leave a page of missing cells alone empty, and not a codec's form of nothing.
        return plain;
      }
      int length =
          switch (codec) {
            case SNAPPY ->
                Snappy.uncompressedLength(page) == bytes
                    ? Snappy.uncompress(page, 0, page.length, plain, 0)
                    : Snappy.uncompressedLength(page);
            case GZIP -> unzip(page, plain);
            case ZSTD -> (int) Zstd.decompressByteArray(plain, 0, bytes, page, 0, page.length);
            case LZ4_RAW -> LZ4Factory.fastestInstance().safeDecompressor().decompress(page, plain);
            default -> throw new IOException("pages are compressed with " + codec);
          };
      if (length != bytes) {
        throw new EOFException("a page has %s bytes of %s".formatted(length, bytes));
      }
      return plain;
    }

    private static int unzip(byte[] page, byte[] into) throws IOException {
      try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(page))) {
        return unzipped.readNBytes(into, 0, into.length);
      }
    }

    @Override
    public void release() {}
  }
}
