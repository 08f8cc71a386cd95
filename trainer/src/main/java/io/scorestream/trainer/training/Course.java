package io.scorestream.trainer.training;

/** How one milestone's training goes: for how long, and how fast. Steps count from 0. */
interface Course {

  /** Whether a step is to be taken; asked once before each, in order. */
  boolean takes(int step);

  /** Learning rate of a step that is taken: above 0, at most the peak. */
  float rate(int step);

  /** Whether the rate is so small by then that the step's losses tell of the end. */
  boolean isLate(int step);

  /** The most steps that there may be, as far as is known. */
  int steps();
}
