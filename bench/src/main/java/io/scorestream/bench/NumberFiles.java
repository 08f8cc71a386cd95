package io.scorestream.bench;

import io.scorestream.rows.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Numbers that a peer reads and writes: little-endian, row-major, nothing beside them. */
final class NumberFiles {

  private NumberFiles() {}

  /** Writes rows one after the other, float32. */
  static void write(Path file, Rows... rows) throws IOException {
    int numbers = 0;
    for (Rows each : rows) {
      numbers += each.numbers().length;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(numbers, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (Rows each : rows) {
      for (float number : each.numbers()) {
        bytes.putFloat(number);
      }
    }
    Files.write(file, bytes.array());
  }

  /** Writes float64. */
  static void write(Path file, double[] numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(numbers);
    Files.write(file, bytes.array());
  }

  /** All rows of a file of float32, {@code [n, dimension]}. */
  static Rows read(Path file, int dimension) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    float[] numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return Rows.of(numbers, dimension);
  }
}
