package io.scorestream.export.table;

import io.scorestream.events.ImageShape;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.rows.Rows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Samples that have a picture, side by side in a picture of about as many across as down: the first
 * {@value #MOST} of them. Whole numbers are levels from 0, black, to 255; other numbers are
 * stretched from the least to the largest of all that is shown.
 */
final class ImageGrid implements TableWriter {

  /** Pictures that are shown. */
  private static final int MOST = 1024;

  private static final int GAP = 1;
  private static final int WHITE = 0xFFFFFF;
  private static final int LEVELS = 255;
  private static final int COLOURS = 3;

  private final SampleTable table;
  private final OutputStream out;
  private final ImageShape shape;
  private final List<Rows> shown = new ArrayList<>();
  private int room = MOST;

  ImageGrid(SampleTable table, OutputStream out) {
    this.table = table;
    this.out = out;
    ImageShape image = table.image();
    if (image == null) {
      throw new IllegalArgumentException("samples of this run have no pictures");
    }
    if (image.getChannels() != 1 && image.getChannels() != COLOURS) {
      throw new IllegalArgumentException(
          "a picture of %s channels is neither grey nor in colours".formatted(image.getChannels()));
    }
    this.shape = image;
  }

  @Override
  public void write(Rows samples) {
    samples.requireDimension(table.dimension());
    Rows kept = samples.first(Math.min(room, samples.count()));
    room -= kept.count();
    shown.add(kept);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      ImageIO.write(draw(Rows.joined(table.dimension(), shown)), "png", out);
    }
  }

  private BufferedImage draw(Rows samples) {
    int across = Math.max(1, (int) Math.ceil(Math.sqrt(samples.count())));
    int down = Math.max(1, (samples.count() + across - 1) / across);
    BufferedImage grid =
        new BufferedImage(
            across * (shape.getWidth() + GAP) - GAP,
            down * (shape.getHeight() + GAP) - GAP,
            BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < grid.getHeight(); y++) {
      for (int x = 0; x < grid.getWidth(); x++) {
        grid.setRGB(x, y, WHITE);
      }
    }
    Levels levels = levels(samples);
    for (int i = 0; i < samples.count(); i++) {
      draw(samples, i, levels, grid, across);
    }
    return grid;
  }

  private void draw(Rows samples, int i, Levels levels, BufferedImage grid, int across) {
    int left = i % across * (shape.getWidth() + GAP);
    int top = i / across * (shape.getHeight() + GAP);
    int channels = shape.getChannels();
    for (int pixel = 0; pixel < shape.getWidth() * shape.getHeight(); pixel++) {
      int rgb = 0;
      for (int colour = 0; colour < COLOURS; colour++) {
        int place = shape.getFirst() + pixel * channels + Math.min(colour, channels - 1);
        double value = table.columns().get(place).value(samples.at(i, place));
        rgb = rgb << 8 | levels.of(value);
      }
      grid.setRGB(left + pixel % shape.getWidth(), top + pixel / shape.getWidth(), rgb);
    }
  }

  private Levels levels(Rows samples) {
    int end = (int) ImageNumbers.end(shape);
    if (table.columns().subList(shape.getFirst(), end).stream().allMatch(SampleColumn::isWhole)) {
      return new Levels(0, LEVELS);
    }
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < samples.count(); i++) {
      for (int j = shape.getFirst(); j < end; j++) {
        double value = table.columns().get(j).value(samples.at(i, j));
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }
    return new Levels(least, largest);
  }

  /** The numbers that are black and white; what lies beyond is as dark or light. */
  private record Levels(double black, double white) {

    int of(double value) {
      return (int) Math.round(LEVELS * Math.max(0, Math.min(1, (value - black) / (white - black))));
    }
  }
}
