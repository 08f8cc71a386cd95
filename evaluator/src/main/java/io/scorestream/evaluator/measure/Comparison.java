package io.scorestream.evaluator.measure;

/** What a milestone's generations are compared with, and how: each is work of its own. */
public enum Comparison {
  /** With reference samples, by the sliced distance. */
  SLICED_W2(1),
  /** With reference samples, exactly, for squared distances. */
  W2(2),
  /** With reference samples, exactly, for plain distances. */
  W1(3),
  /** With reference samples, along the direction that tells most. */
  MAX_SLICED_W2(4),
  /** With reference samples, by the Sinkhorn divergence. */
  SINKHORN_W2(5),
  /** With reference samples, by means and covariances. */
  GAUSSIAN_W2(6),
  /** With the samples that were trained on. */
  TRAINING_W2(7),
  /** With reference samples, each column by itself. */
  COLUMN_W1(8),
  /** With reference samples, by precision, recall, density and coverage. */
  PRECISION(9),
  /** With the samples that were trained on, beside as many that were not. */
  DCR_SHARE(10),
  /** With reference samples, by classifiers. */
  CLASSIFIER_ACCURACY(11),
  /** With reference samples, by moments of four orders. */
  MEAN_ERROR(12);

  private final int number;

  Comparison(int number) {
    this.number = number;
  }

  /** From 1: which part of a milestone's it is. */
  public int number() {
    return number;
  }
}
