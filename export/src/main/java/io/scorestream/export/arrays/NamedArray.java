package io.scorestream.export.arrays;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * An array with its name.
 *
 * @param shape row-major; empty for a single number
 * @param data its numbers, little-endian, from position to limit
 */
public record NamedArray(String name, ArrayType type, List<Integer> shape, ByteBuffer data) {

  /** Keeps a view of the data. */
  public NamedArray {
    shape = List.copyOf(shape);
    data = data.asReadOnlyBuffer();
  }

  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }

  /** An array of float32. */
  public static NamedArray of(String name, float[] numbers, Integer... shape) {
    requireFilled(name, numbers.length, shape);
    ByteBuffer data = bytes((long) numbers.length * Float.BYTES);
    data.asFloatBuffer().put(numbers);
    return new NamedArray(name, ArrayType.FLOAT32, List.of(shape), data);
  }

  /** An array of float64. */
  public static NamedArray of(String name, double[] numbers, Integer... shape) {
    requireFilled(name, numbers.length, shape);
    ByteBuffer data = bytes((long) numbers.length * Double.BYTES);
    data.asDoubleBuffer().put(numbers);
    return new NamedArray(name, ArrayType.FLOAT64, List.of(shape), data);
  }

  /** An array of int64. */
  public static NamedArray of(String name, long[] numbers, Integer... shape) {
    requireFilled(name, numbers.length, shape);
    ByteBuffer data = bytes((long) numbers.length * Long.BYTES);
    data.asLongBuffer().put(numbers);
    return new NamedArray(name, ArrayType.INT64, List.of(shape), data);
  }

  /** A single integer. */
  public static NamedArray of(String name, long number) {
    ByteBuffer data = bytes(Long.BYTES).putLong(0, number);
    return new NamedArray(name, ArrayType.INT64, List.of(), data);
  }

  private static void requireFilled(String name, int numbers, Integer... shape) {
    long size = Arrays.stream(shape).mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (size != numbers) {
      throw new IllegalArgumentException(
          "array %s of shape %s has %s numbers".formatted(name, Arrays.toString(shape), numbers));
    }
  }

  private static ByteBuffer bytes(long size) {
    return ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
