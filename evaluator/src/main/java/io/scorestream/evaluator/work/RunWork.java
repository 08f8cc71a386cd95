package io.scorestream.evaluator.work;

/** What is to be done in the pool for a run at a milestone. */
public interface RunWork {

  /** Run id. */
  String run();

  /** How often the run had been deleted when this was made. */
  int incarnation();

  /** m. */
  long milestone();

  /** When the milestone was reached, in milliseconds since 1970. */
  long reached();

  /** When it should be done, on the same clock: what is due earlier goes first. */
  default long due() {
    return reached();
  }

  /** Work of one run and line is done in the order of its milestones, one after the other. */
  String line();
}
