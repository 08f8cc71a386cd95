package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.Arrays;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The libraries that Kafka compresses with are newer here than those that it was built with. */
class CompressionTest {

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void whatKafkaCompresses_kafkaReads(CompressionType type) throws Exception {
    byte[] record = new byte[100_000];
    Arrays.fill(record, (byte) 7);
    Compression compression = Compression.of(type).build();
    ByteBufferOutputStream compressed = new ByteBufferOutputStream(1024);
    try (OutputStream out =
        compression.wrapForOutput(compressed, RecordBatch.CURRENT_MAGIC_VALUE)) {
      out.write(record);
    }
    var bytes = compressed.buffer();
    bytes.flip();
    try (var in =
        compression.wrapForInput(
            bytes, RecordBatch.CURRENT_MAGIC_VALUE, BufferSupplier.NO_CACHING)) {
      assertThat(in.readAllBytes()).isEqualTo(record);
    }
    if (type != CompressionType.NONE) {
      assertThat(bytes.limit()).isLessThan(record.length / 2);
    }
  }
}
