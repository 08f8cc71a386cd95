package io.scorestream.trainer.training;

import java.util.Optional;

/** How one milestone's training goes: for how long, and how fast. Steps count from 0. */
interface Course {

  /** Whether a step is to be taken; asked in order, at least where {@link #untilAsked} says. */
  boolean takes(int step);

  /**
   * How many steps, of one that is taken on, there are until the networks' state is looked at
   * again, or the end; at least 1.
   */
  int untilAsked(int step);

  /** Learning rate of a step that is taken: above 0, at most the peak. */
  float rate(int step);

  /** Whether the rate is so small by then that the step's losses tell of the end. */
  boolean isLate(int step);

  /** When samples began to be learnt by heart, where that was looked for and seen. */
  default Optional<MemorisationOnset> onset() {
    return Optional.empty();
  }

  /** The most steps that there may be, as far as is known. */
  int steps();
}
