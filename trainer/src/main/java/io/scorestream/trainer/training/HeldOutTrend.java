package io.scorestream.trainer.training;

/** What became of the loss on held-out samples, beside the lowest before. */
enum HeldOutTrend {
  /** It is lower, by more than chance would do in one of twenty. */
  FALLS,
  /** Chance tells no difference. */
  STAYS,
  /** It is higher, by more than chance would do in one of twenty. */
  RISES
}
