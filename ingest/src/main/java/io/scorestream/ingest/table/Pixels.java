package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import io.scorestream.ingest.bytes.FileFaults;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The numbers of an image: row by row, a pixel's channels side by side. */
final class Pixels {

  private static final int COLOURS = 3;

  private final ImageShape shape;
  private final int[] numbers;

  private Pixels(ImageShape shape, int[] numbers) {
    this.shape = shape;
    this.numbers = numbers;
  }

  /**
   * Reads an image as its file has it; only a palette's numbers become the colours they stand for.
   *
   * @throws io.scorestream.service.ScorestreamException when it is no image that Java reads
   */
  static Pixels of(Path file) {
    BufferedImage image = decoded(file);
    int width = image.getWidth();
    int height = image.getHeight();
    if (image.getColorModel() instanceof IndexColorModel) {
      int[] colours = image.getRGB(0, 0, width, height, null, 0, width);
      int[] numbers = new int[colours.length * COLOURS];
      for (int i = 0; i < colours.length; i++) {
        numbers[COLOURS * i] = colours[i] >> 16 & 0xff;
        numbers[COLOURS * i + 1] = colours[i] >> 8 & 0xff;
        numbers[COLOURS * i + 2] = colours[i] & 0xff;
      }
      return new Pixels(new ImageShape(height, width, COLOURS, 0), numbers);
    }
    Raster raster = image.getRaster();
    return new Pixels(
        new ImageShape(height, width, raster.getNumBands(), 0),
        raster.getPixels(0, 0, width, height, (int[]) null));
  }

  /** Height, width and channels. */
  ImageShape shape() {
    return shape;
  }

  /** One number of the image. */
  int at(int index) {
    return numbers[index];
  }

  private static BufferedImage decoded(Path file) {
    @Nullable BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw FileFaults.bad(
          "image %s is damaged or of a kind that is not read: %s".formatted(file, e.getMessage()),
          "write it again as an 8-bit PNG, or take it out of the folder",
          e);
    }
    if (image == null) {
      throw FileFaults.bad(
          "image " + file + " is neither PNG nor JPEG, whatever its name says",
          "write it again as a PNG, or take it out of the folder",
          null);
    }
    return image;
  }
}
