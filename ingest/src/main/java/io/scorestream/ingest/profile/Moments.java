package io.scorestream.ingest.profile;

/**
 * Mean and variance of numbers that come one by one, by Welford's update, which keeps them where
 * the mean is far larger than the spread.
 */
final class Moments {

  private long count;
  private double mean;
  private double squares;

  void add(double number) {
    count++;
    double before = number - mean;
    mean += before / count;
    squares += before * (number - mean);
  }

  long count() {
    return count;
  }

  /** 0 without numbers. */
  double mean() {
    return mean;
  }

  /** Mean squared distance from the mean, at least 0. */
  double variance() {
    return count == 0 ? 0 : squares / count;
  }

  Moments copy() {
    Moments copy = new Moments();
    copy.count = count;
    copy.mean = mean;
    copy.squares = squares;
    return copy;
  }
}
