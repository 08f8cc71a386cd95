package io.scorestream.report;

import io.scorestream.rows.Rows;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Samples as grey pictures of {@code side × side} pixels, row by row: ten by ten generated ones
 * beside as many real ones. The real samples' extremes are black and white.
 */
final class ImageGridFigure {

  private static final int ACROSS = 10;
  private static final int PANEL = 740;
  private static final int HEADING = 60;
  private static final int GAP = 3;

  private ImageGridFigure() {}

  static BufferedImage draw(ReportData data) {
    Extremes extremes = Extremes.of(data.real());
    int side = side(data.dimension());
    return SidePanels.draw(
        "Generated beside real samples, %s × %s pixels each — run %s"
            .formatted(side, side, data.run().getRun()),
        panel("generated", data.generations(), side, extremes),
        panel("real", data.real(), side, extremes));
  }

  /** The side of the largest square of at most d pixels. */
  static int side(int d) {
    return (int) Math.sqrt(d);
  }

  private static BufferedImage panel(String name, Rows samples, int side, Extremes extremes) {
    BufferedImage panel = new BufferedImage(PANEL, PANEL + HEADING, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = panel.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, panel.getWidth(), panel.getHeight());
    int n = Math.min(ACROSS * ACROSS, samples.count());
    SidePanels.text(graphics, name, Font.BOLD, 24, PANEL / 2, HEADING - 22);
    int cell = PANEL / ACROSS;
    for (int i = 0; i < n; i++) {
      graphics.drawImage(
          picture(samples, i, side, extremes),
          i % ACROSS * cell,
          HEADING + i / ACROSS * cell,
          cell - GAP,
          cell - GAP,
          null);
    }
    graphics.dispose();
    return panel;
  }

  private static BufferedImage picture(Rows samples, int i, int side, Extremes extremes) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < side * side; pixel++) {
      int grey = extremes.grey(samples.at(i, pixel));
      picture.setRGB(pixel % side, pixel / side, new Color(grey, grey, grey).getRGB());
    }
    return picture;
  }

  /** The numbers that are black and white. */
  private record Extremes(float black, float white) {

    static Extremes of(Rows samples) {
      float black = Float.POSITIVE_INFINITY;
      float white = Float.NEGATIVE_INFINITY;
      for (float sample : samples.numbers()) {
        black = Math.min(black, sample);
        white = Math.max(white, sample);
      }
      return new Extremes(black, white);
    }

    /**
     * From 0 to 255; numbers beyond the extremes, and those that are none, are as dark or light.
     */
    int grey(float value) {
      return Math.round(255 * Math.max(0, Math.min(1, (value - black) / (white - black))));
    }
  }
}
