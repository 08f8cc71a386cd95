package io.scorestream.events.codec;

import io.scorestream.events.ImageShape;

/** Which of a sample's numbers are those of its image: from the first pixel's on, row by row. */
public final class ImageNumbers {

  private ImageNumbers() {}

  /** How many an image has. */
  public static long count(ImageShape image) {
    return (long) image.getHeight() * image.getWidth() * image.getChannels();
  }

  /** The place after the last of them. */
  public static long end(ImageShape image) {
    return image.getFirst() + count(image);
  }

  /**
   * Whether a sample has no others.
   *
   * @param dimension numbers of a sample
   */
  public static boolean isAll(ImageShape image, int dimension) {
    return image.getFirst() == 0 && count(image) == dimension;
  }
}
