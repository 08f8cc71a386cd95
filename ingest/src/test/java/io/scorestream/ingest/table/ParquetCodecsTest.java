package io.scorestream.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetCodecsTest {

  static Stream<CompressionCodecName> codecs() {
    return ParquetCodecs.READ.stream();
  }

  /** Older versions of Apache's writer put pages of missing cells alone down so. */
  @ParameterizedTest
  @MethodSource("codecs")
  void pageOfNoBytes_holdsNothing(CompressionCodecName codec) throws Exception {
    BytesInputDecompressor pages = new ParquetCodecs().getDecompressor(codec);
    ByteBuffer into = ByteBuffer.allocate(1);

    pages.decompress(ByteBuffer.allocate(0), 0, into, 0);

    assertThat(into.position()).isZero();
    assertThat(pages.decompress(BytesInput.empty(), 0).size()).isZero();
  }
}
