package io.scorestream.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTypeTest {

  private static double half(int bits) {
    return NumberType.F2.read(ByteBuffer.allocate(4).putShort(2, (short) bits), 2);
  }

  /** IEEE 754's binary16 at its edges: least, greatest below normal, least normal, 1, greatest. */
  @ParameterizedTest
  @CsvSource({
    "0001, 0x1p-24",
    "03ff, 0x3ffp-24",
    "0400, 0x1p-14",
    "3555, 0x1.554p-2",
    "3c00, 1",
    "7bff, 65504",
    "7c00, Infinity",
    "fc00, -Infinity",
    "c000, -2",
    "8001, -0x1p-24"
  })
  void halfPrecision_isAsPublished(String bits, String value) {
    assertThat(half(Integer.parseInt(bits, 16))).isEqualTo(Double.parseDouble(value));
  }

  @Test
  void halfPrecision_growsWithItsBits_upToInfinityAndNoNumber() {
    for (int bits = 1; bits <= 0x7c00; bits++) {
      assertThat(half(bits)).isGreaterThan(half(bits - 1));
    }
    assertThat(half(0x7c01)).isNaN();
    assertThat(half(0x7fff)).isNaN();
  }
}
