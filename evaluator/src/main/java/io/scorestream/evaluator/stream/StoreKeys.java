package io.scorestream.evaluator.stream;

import io.scorestream.events.SampleHalf;
import java.util.Locale;

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

  /** A network on half of the samples: beside that on all of them, and after it. */
  static String half(String run, long milestone, int timestep, SampleHalf half) {
    return timestep(run, milestone, timestep) + of(half);
  }

  /** The same, by timestep and then milestone. */
  static String halfByTimestep(String run, int timestep, long milestone, SampleHalf half) {
    return "%s%019d%s".formatted(timestep(run, timestep), milestone, of(half));
  }

  /** What all keys of a run's timestep begin with where it comes first. */
  static String timestep(String run, int timestep) {
    return "%s/%05d/".formatted(run, timestep);
  }

  private static String of(SampleHalf half) {
    return half == SampleHalf.BOTH ? "" : "/" + half.name().toLowerCase(Locale.ROOT);
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
