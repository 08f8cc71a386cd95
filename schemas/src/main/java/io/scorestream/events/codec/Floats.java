package io.scorestream.events.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Numbers as events carry them: float32, little-endian. */
public final class Floats {

  /** Exponents of two numbers, their lowest bits, and the bits that a full one carries into. */
  private static final long EXPONENTS = 0x7f80_0000_7f80_0000L;

  private static final long CARRY = 0x0080_0000_0080_0000L;
  private static final long FULL = 0x8000_0000_8000_0000L;

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

  /**
   * Whether none of the numbers in what remains of a buffer is infinite or NaN. Two at a time and
   * without a branch: every record of a trainer passes here.
   */
  public static boolean areFinite(ByteBuffer bytes) {
    ByteBuffer numbers = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    LongBuffer pairs = numbers.asLongBuffer();
    int count = pairs.limit();
    long carried = 0;
    for (int i = 0; i < count; i++) {
      carried |= (pairs.get(i) & EXPONENTS) + CARRY;
    }
    int last = count * Long.BYTES;
    if (last + Float.BYTES <= numbers.limit()) {
      carried |= (Integer.toUnsignedLong(numbers.getInt(last)) & EXPONENTS) + CARRY;
    }
    return (carried & FULL) == 0;
  }
}
