package io.scorestream.diffusion.forecast;

/** One part of a squared error: how large it is, or why that is not known. */
public sealed interface ErrorPart {

  /**
   * A part that is known.
   *
   * @param size at least 0, in the unit of the whole
   */
  record Known(Interval size) implements ErrorPart {}

  /**
   * A part that is not known.
   *
   * @param why as the end of a sentence
   */
  record Unknown(String why) implements ErrorPart {}

  /** A part that is known; what lies below 0, where none can be, is taken as 0. */
  static Known of(double value, double low, double high) {
    return new Known(new Interval(Math.max(0, value), Math.max(0, low), Math.max(0, high)));
  }
}
