package io.scorestream.events.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Numbers as events carry them: float32, little-endian. */
public final class Floats {

  private Floats() {}

  /** A new buffer with the numbers, ready to be read. */
  public static ByteBuffer bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  /**
   * The numbers in what remains of a buffer, whose position stays where it is.
   *
   * @throws IllegalArgumentException when the bytes are not whole numbers of four
   */
  public static float[] of(ByteBuffer bytes) {
    FloatBuffer numbers = view(bytes);
    float[] values = new float[numbers.remaining()];
    numbers.get(values);
    return values;
  }

  /**
   * The numbers in what remains of a buffer, where they are.
   *
   * @throws IllegalArgumentException when the bytes are not whole numbers of four
   */
  public static FloatBuffer view(ByteBuffer bytes) {
    if (bytes.remaining() % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes are not whole float32 numbers");
    }
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
