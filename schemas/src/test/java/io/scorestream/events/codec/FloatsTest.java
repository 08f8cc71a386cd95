package io.scorestream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloatsTest {

  private static final float[] ODD = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.intBitsToFloat(0xff80_0001),
    Float.intBitsToFloat(0x7fff_ffff)
  };

  private static final float[] FINITE = {
    0, -0f, 1, -1, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_NORMAL
  };

  @Test
  void areFinite_whereverOneIsNot_isFalse() {
    SplittableRandom random = new SplittableRandom(1);
    for (int length = 0; length < 9; length++) {
      for (int times = 0; times < 50; times++) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
          numbers[i] = FINITE[random.nextInt(FINITE.length)];
        }
        assertThat(Floats.areFinite(Floats.bytes(numbers))).isTrue();
        for (int i = 0; i < length; i++) {
          float finite = numbers[i];
          numbers[i] = ODD[random.nextInt(ODD.length)];
          assertThat(Floats.areFinite(Floats.bytes(numbers))).as("%s of %s", i, length).isFalse();
          numbers[i] = finite;
        }
      }
    }
  }

  @Test
  void areFinite_looksAtWhatRemainsAlone() {
    ByteBuffer bytes = Floats.bytes(new float[] {Float.NaN, 1, 2, Float.NaN});

    assertThat(Floats.areFinite(bytes.slice(4, 8))).isTrue();
    assertThat(Floats.areFinite(bytes.position(4).limit(12))).isTrue();
    assertThat(Floats.areFinite(bytes.position(4).limit(16))).isFalse();
  }
}
