package io.scorestream.export.table;

import io.scorestream.events.ImageShape;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.export.arrays.ArrayType;
import io.scorestream.export.arrays.Npy;
import io.scorestream.rows.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An array {@code [n, d]}, or {@code [n, height, width]} with channels last where samples are
 * pictures and nothing else: float32 where all numbers stand for themselves, float64 where one has
 * an offset or a unit. A category is its number.
 */
final class NpyTable implements TableWriter {

  private final SampleTable table;
  private final OutputStream out;
  private final boolean isDouble;
  private long written;

  NpyTable(SampleTable table, OutputStream out) throws IOException {
    this.table = table;
    this.out = out;
    this.isDouble = !table.columns().stream().allMatch(SampleColumn::isItself);
    ArrayType type = isDouble ? ArrayType.FLOAT64 : ArrayType.FLOAT32;
    out.write(Npy.header(type.numpy(), shape(table)));
  }

  private static List<Long> shape(SampleTable table) {
    ImageShape image = table.image();
    if (image == null || !ImageNumbers.isAll(image, table.dimension())) {
      return List.of(table.count(), (long) table.dimension());
    }
    long height = image.getHeight();
    long width = image.getWidth();
    return image.getChannels() == 1
        ? List.of(table.count(), height, width)
        : List.of(table.count(), height, width, (long) image.getChannels());
  }

  @Override
  public void write(Rows samples) throws IOException {
    written = table.after(written, samples);
    int size = isDouble ? Double.BYTES : Float.BYTES;
    ByteBuffer row = ByteBuffer.allocate(table.dimension() * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.count(); i++) {
      row.clear();
      for (int j = 0; j < table.dimension(); j++) {
        float number = samples.at(i, j);
        if (isDouble) {
          row.putDouble(table.columns().get(j).value(number));
        } else {
          row.putFloat(number);
        }
      }
      out.write(row.array());
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      table.requireWhole(written);
    }
  }
}
