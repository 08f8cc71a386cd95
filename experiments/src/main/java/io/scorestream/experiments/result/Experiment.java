package io.scorestream.experiments.result;

/** A claim that is tried by computing it. Immutable; may be run from any thread. */
public interface Experiment {

  /** By which it is called on the command line. */
  String name();

  /** What it shows, in a line. */
  String claim();

  /**
   * Runs it, on all processors.
   *
   * @param seed of everything random; equal seeds give equal results, on any number of processors
   */
  Result run(long seed);
}
