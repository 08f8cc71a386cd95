package io.scorestream.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastByteApartTest {

  private static final byte[] BYTES = {0, 1, (byte) 0xff, 7, (byte) 0x80, 5, (byte) 0xff};

  private static LastByteApart stream(byte... bytes) throws IOException {
    return new LastByteApart(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 8, 100})
  void read_inPartsOfAnySize_hasAllBytesAndTheLastByItself(int size) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Integer> sizes = new ArrayList<>();
    LastByteApart stream = stream(BYTES);
    byte[] part = new byte[size + 2];

    for (int n = stream.read(part, 1, size); n >= 0; n = stream.read(part, 1, size)) {
      all.write(part, 1, n);
      sizes.add(n);
    }

    assertThat(all.toByteArray()).isEqualTo(BYTES);
    assertThat(sizes).endsWith(1).allMatch(n -> n <= size);
    assertThat(part[0]).as("before its place").isZero();
    assertThat(part[size + 1]).as("behind its place").isZero();
  }

  @Test
  void read_byteByByte_hasAllBytesAndThenTheEnd() throws IOException {
    LastByteApart stream = stream(BYTES);
    for (byte expected : BYTES) {
      assertThat(stream.read()).isEqualTo(expected & 0xff);
    }
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  void read_ofNothing_isTheEnd_andOfNoLengthNothing() throws IOException {
    assertThat(stream().read()).isEqualTo(-1);
    assertThat(stream().read(new byte[3], 0, 3)).isEqualTo(-1);
    assertThat(stream(BYTES).read(new byte[3], 0, 0)).isZero();
    assertThat(stream(BYTES).markSupported()).as("it does not know the way back").isFalse();
  }
}
