package io.scorestream.trainer.training;

/**
 * When training began to learn its samples by heart: then and at every later look, the loss on
 * held-out samples was above its lowest. Between the two steps it was not looked at.
 *
 * @param after the last step at which it was not yet so
 * @param by the first step at which it was, greater than the other
 */
public record MemorisationOnset(int after, int by) {

  /**
   * What is to be expected of another number of samples, trained in the same way: the time grows as
   * their number (Bonnaire, Urfin, Biroli, Mézard, arXiv 2505.17638, 2025).
   *
   * @param m that it was seen at, above 0
   * @param other above 0
   */
  public MemorisationOnset at(long m, long other) {
    double share = (double) other / m;
    return new MemorisationOnset(
        (int) Math.min(Integer.MAX_VALUE - 1.0, after * share),
        (int) Math.min(Integer.MAX_VALUE, Math.ceil(by * share)));
  }
}
