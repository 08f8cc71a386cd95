package io.scorestream.report;

import java.awt.Color;

/**
 * Colours that stay apart for colour-blind readers and in grey: those of Okabe and Ito (2008), and
 * the viridis map of matplotlib for a continuous quantity.
 */
final class Palette {

  static final Color BLACK = new Color(0x111111);
  static final Color GREY = new Color(0x707070);
  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILLION = new Color(0xD55E00);
  static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  private static final Color[] FAMILIES = {
    VERMILLION, BLUE, new Color(0x009E73), new Color(0xCC79A7), new Color(0xE69F00), BLACK
  };

  private static final int[] VIRIDIS = {
    0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C
  };

  private Palette() {}

  /** The colour of a family of curves; six stay apart. */
  static Color family(int number) {
    return FAMILIES[Math.floorMod(number, FAMILIES.length)];
  }

  /**
   * Viridis without its palest end, which white paper swallows.
   *
   * @param position from 0, dark violet, to 1, light green; clamped
   */
  static Color viridis(double position) {
    double place = Math.max(0, Math.min(1, position)) * (VIRIDIS.length - 1);
    int below = Math.min((int) place, VIRIDIS.length - 2);
    return mix(new Color(VIRIDIS[below]), new Color(VIRIDIS[below + 1]), place - below);
  }

  /**
   * @param alpha from 0, invisible, to 255
   */
  static Color faded(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  private static Color mix(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
