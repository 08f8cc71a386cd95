package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.events.SampleHalf;
import java.util.Locale;

/**
 * Keys of state stores, which sort by run, incarnation, milestone and timestep as numbers: what is
 * read in the order of the keys is read in the order in which it was trained. Two incarnations of a
 * run have no key in common.
 */
public final class StoreKeys {

  private StoreKeys() {}

  /** What all keys of a run begin with. */
  static String run(String run) {
    return run + "/";
  }

  /** What all keys of an incarnation of a run begin with. */
  public static String incarnation(String run, int incarnation) {
    return String.format(Locale.ROOT, "%s%010d/", run(run), incarnation);
  }

  /** What all keys of a milestone begin with. */
  static String milestone(String run, int incarnation, long milestone) {
    return String.format(Locale.ROOT, "%s%019d/", incarnation(run, incarnation), milestone);
  }

  /** What all keys of a timestep begin with where it comes before the milestone. */
  static String timestep(TimestepWork work) {
    return String.format(
        Locale.ROOT, "%s%05d/", incarnation(work.run(), work.incarnation()), work.timestep());
  }

  /** A network on half of the samples, by timestep and then milestone. */
  static String half(TimestepWork work, SampleHalf half) {
    return String.format(
        Locale.ROOT,
        "%s%019d/%s",
        timestep(work),
        work.milestone(),
        half.name().toLowerCase(Locale.ROOT));
  }

  /** A key after all of a run's, and before or at all of those that follow. */
  static String afterRun(String run) {
    return after(run(run));
  }

  /** A key after all that begin with something that ends with a slash. */
  public static String after(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + "0";
  }

  /** The run of a key. */
  static String runOf(String key) {
    return key.substring(0, key.indexOf('/'));
  }
}
