package io.scorestream.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Two pictures side by side under one title. */
final class SidePanels {

  private static final int TITLE_BASELINE = 62;
  private static final int TITLE_HEIGHT = 100;

  private SidePanels() {}

  /** Centres each panel in its half of the width, below the title. */
  static BufferedImage draw(String title, BufferedImage left, BufferedImage right) {
    BufferedImage page = new BufferedImage(Charts.WIDTH, Charts.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, Charts.WIDTH, Charts.HEIGHT);
    text(graphics, title, Font.BOLD, 26, Charts.WIDTH / 2, TITLE_BASELINE);
    panel(graphics, left, Charts.WIDTH / 4);
    panel(graphics, right, Charts.WIDTH * 3 / 4);
    graphics.dispose();
    return page;
  }

  /** Writes text centred on x, as Charts would. */
  static void text(Graphics2D graphics, String text, int style, int size, int x, int baseline) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(Charts.font(style, size));
    graphics.setColor(Palette.BLACK);
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, baseline);
  }

  private static void panel(Graphics2D graphics, BufferedImage panel, int centre) {
    graphics.drawImage(panel, centre - panel.getWidth() / 2, TITLE_HEIGHT, null);
  }
}
