package io.scorestream.evaluator.stream;

import io.scorestream.events.SampleHalf;
import java.util.Locale;

/**
 * Keys of state stores, which sort by run, milestone and timestep as numbers: what is read in the
 * order of the keys is read in the order in which it was trained.
 */
final class StoreKeys {

  private StoreKeys() {}

  /** What all keys of a run begin with. */
  static String run(String run) {
    return run + "/";
  }

  /** What all keys of a milestone begin with. */
  static String milestone(String run, long milestone) {
    return "%s/%019d/".formatted(run, milestone);
  }

  /** What all keys of a run's timestep begin with where it comes first. */
  static String timestep(String run, int timestep) {
    return "%s/%05d/".formatted(run, timestep);
  }

  /** A network on half of the samples, by timestep and then milestone. */
  static String half(String run, int timestep, long milestone, SampleHalf half) {
    return "%s%019d/%s"
        .formatted(timestep(run, timestep), milestone, half.name().toLowerCase(Locale.ROOT));
  }

  /** A key after all of a run's, and before or at all of those that follow. */
  static String afterRun(String run) {
    return after(run(run));
  }

  /** A key after all that begin with something that ends with a slash. */
  static String after(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + "0";
  }

  /** The run of a key. */
  static String runOf(String key) {
    return key.substring(0, key.indexOf('/'));
  }
}
