package io.scorestream.run.network;

/**
 * An array of pixels as a convolution sees it, row by row, a pixel's channels side by side.
 *
 * @param height rows of pixels, a multiple of {@value #MULTIPLE}
 * @param width pixels of a row, a multiple of {@value #MULTIPLE}
 * @param channels numbers of a pixel, at least 1
 */
public record PixelGrid(int height, int width, int channels) {

  /** Twice, both sides are halved. */
  public static final int MULTIPLE = 4;

  /** Checks the ranges; throws {@link IllegalArgumentException}. */
  public PixelGrid {
    if (height < MULTIPLE || width < MULTIPLE || height % MULTIPLE != 0 || width % MULTIPLE != 0) {
      throw new IllegalArgumentException(
          "%s x %s pixels; give multiples of %s".formatted(height, width, MULTIPLE));
    }
    if (channels < 1) {
      throw new IllegalArgumentException(channels + " channels; give at least 1");
    }
  }

  /** Numbers of an array. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }
}
