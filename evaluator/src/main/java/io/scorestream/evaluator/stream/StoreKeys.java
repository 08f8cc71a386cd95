package io.scorestream.evaluator.stream;

/**
 * Keys of state stores, which sort by run, milestone and timestep as numbers: what is read in the
 * order of the keys is read in the order in which it was trained.
 */
final class StoreKeys {

  /** No timestep's number is larger. */
  static final int LAST_TIMESTEP = 99_999;

  private StoreKeys() {}

  static String milestone(String run, long milestone) {
    return "%s/%019d/".formatted(run, milestone);
  }

  static String timestep(String run, long milestone, int timestep) {
    return "%s%05d".formatted(milestone(run, milestone), timestep);
  }

  /** What all keys of a run begin with. */
  static String run(String run) {
    return run + "/";
  }

  /** A key after all of a run's, and before or at all of those that follow. */
  static String afterRun(String run) {
    return run + "0";
  }

  /** The timestep at the end of a key. */
  static int timestepOf(String key) {
    return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
  }

  /** The run of a key. */
  static String runOf(String key) {
    return key.substring(0, key.indexOf('/'));
  }
}
