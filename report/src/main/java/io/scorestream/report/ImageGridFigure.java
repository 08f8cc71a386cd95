package io.scorestream.report;

import io.scorestream.events.ImageShape;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.rows.Rows;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Samples as pictures, row by row, a pixel's channels side by side: ten by ten generated ones
 * beside as many real ones. The real samples' extremes are black and white. Three channels are red,
 * green and blue; of any other number the first is shown, as grey.
 */
final class ImageGridFigure {

  private static final int ACROSS = 10;
  private static final int PANEL = 740;
  private static final int HEADING = 60;
  private static final int GAP = 3;
  private static final int COLOURS = 3;

  private ImageGridFigure() {}

  static BufferedImage draw(ReportData data, ImageShape shape) {
    Extremes extremes = Extremes.of(data.real(), shape);
    return SidePanels.draw(
        "Generated beside real samples, %s × %s pixels each — run %s"
            .formatted(shape.getHeight(), shape.getWidth(), data.run().getRun()),
        panel("generated", data.generations(), shape, extremes),
        panel("real", data.real(), shape, extremes));
  }

  private static BufferedImage panel(
      String name, Rows samples, ImageShape shape, Extremes extremes) {
    BufferedImage panel = new BufferedImage(PANEL, PANEL + HEADING, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = panel.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, panel.getWidth(), panel.getHeight());
    int n = Math.min(ACROSS * ACROSS, samples.count());
    SidePanels.text(graphics, name, Font.BOLD, 24, PANEL / 2, HEADING - 22);
    int cell = PANEL / ACROSS;
    double longer = Math.max(shape.getWidth(), shape.getHeight());
    for (int i = 0; i < n; i++) {
      graphics.drawImage(
          picture(samples, i, shape, extremes),
          i % ACROSS * cell,
          HEADING + i / ACROSS * cell,
          (int) Math.round((cell - GAP) * shape.getWidth() / longer),
          (int) Math.round((cell - GAP) * shape.getHeight() / longer),
          null);
    }
    graphics.dispose();
    return panel;
  }

  private static BufferedImage picture(Rows samples, int i, ImageShape shape, Extremes extremes) {
    BufferedImage picture =
        new BufferedImage(shape.getWidth(), shape.getHeight(), BufferedImage.TYPE_INT_RGB);
    int channels = shape.getChannels();
    for (int pixel = 0; pixel < shape.getWidth() * shape.getHeight(); pixel++) {
      int rgb = 0;
      for (int colour = 0; colour < COLOURS; colour++) {
        int place = shape.getFirst() + pixel * channels + (channels == COLOURS ? colour : 0);
        rgb = rgb << 8 | extremes.level(samples.at(i, place));
      }
      picture.setRGB(pixel % shape.getWidth(), pixel / shape.getWidth(), rgb);
    }
    return picture;
  }

  /** The numbers that are black and white. */
  private record Extremes(float black, float white) {

    static Extremes of(Rows samples, ImageShape shape) {
      float black = Float.POSITIVE_INFINITY;
      float white = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < samples.count(); i++) {
        for (int j = shape.getFirst(); j < ImageNumbers.end(shape); j++) {
          black = Math.min(black, samples.at(i, j));
          white = Math.max(white, samples.at(i, j));
        }
      }
      return new Extremes(black, white);
    }

    /**
     * From 0 to 255; numbers beyond the extremes, and those that are none, are as dark or light.
     */
    int level(float value) {
      return Math.round(255 * Math.max(0, Math.min(1, (value - black) / (white - black))));
    }
  }
}
