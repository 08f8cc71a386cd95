package io.scorestream.run.encoding;

import io.scorestream.events.ImageShape;
import io.scorestream.run.network.PixelGrid;

/**
 * Where the numbers of an image go on the array that a convolutional network sees. Of an image of
 * more than {@value #FINEST} pixels along a side, squares of pixels become one with all of their
 * numbers (Shi et al. 2016), so that what a network costs does not grow with the image; zeros at
 * the end fill up what cannot be halved. Pure.
 *
 * @param image its size
 */
record PixelPlaces(ImageShape image) {

  private static final int FINEST = 16;

  /** Side of the squares, a power of two. */
  private int square() {
    int square = 1;
    while (Math.max(image.getHeight(), image.getWidth()) > FINEST * square) {
      square *= 2;
    }
    return square;
  }

  /** The array. */
  PixelGrid grid() {
    int square = square();
    return new PixelGrid(
        side(image.getHeight()), side(image.getWidth()), image.getChannels() * square * square);
  }

  private int side(int pixels) {
    int unit = square() * PixelGrid.MULTIPLE;
    return (pixels + unit - 1) / unit * PixelGrid.MULTIPLE;
  }

  /** The place of a number of the image. */
  int of(int number) {
    int square = square();
    int channel = number % image.getChannels();
    int x = number / image.getChannels() % image.getWidth();
    int y = number / image.getChannels() / image.getWidth();
    int pixel = y / square * side(image.getWidth()) + x / square;
    int within = y % square * square + x % square;
    return (pixel * square * square + within) * image.getChannels() + channel;
  }
}
