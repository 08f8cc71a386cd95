package io.scorestream.service.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Lets the series of a run go, all that have its id as the tag {@code run}, when it has been at
 * rest for a while: finished, paused, failed, deleted, or another process's. They stay that long so
 * that what was counted last is still read. Safe from any thread.
 */
public final class RestingRuns {

  private static final String TAG = "run";

  private final Meters meters;
  private final Duration stay;
  private final LongSupplier nanos;

  /** When each run was last at work. */
  private final Map<String, Long> atWork = new HashMap<>();

  /**
   * @param stay how long after its last work a run's series stay
   */
  public RestingRuns(Meters meters, Duration stay) {
    this(meters, stay, System::nanoTime);
  }

  RestingRuns(Meters meters, Duration stay, LongSupplier nanos) {
    this.meters = meters;
    this.stay = stay;
    this.nanos = nanos;
  }

  /** Something of a run was worked on, or shown. */
  public synchronized void worked(String run) {
    atWork.put(run, nanos.getAsLong());
  }

  /**
   * Nothing more comes of a run, as far as is known.
   *
   * @param within how much longer its series stay at most, unless it is worked on again; up to what
   *     all stay
   */
  public synchronized void ended(String run, Duration within) {
    long latest = nanos.getAsLong() - stay.minus(within).toNanos();
    atWork.merge(run, latest, Math::min);
  }

  /**
   * Lets go of runs that have rested; to be called again and again.
   *
   * @param busy runs that are at work
   * @return those whose series are gone
   */
  public synchronized Set<String> follow(Set<String> busy) {
    busy.forEach(this::worked);
    Set<String> rested = new HashSet<>();
    atWork.forEach(
        (run, last) -> {
          if (nanos.getAsLong() - last >= stay.toNanos() && !busy.contains(run)) {
            rested.add(run);
          }
        });
    for (String run : rested) {
      atWork.remove(run);
      meters.forgetAll(TAG, run);
    }
    return rested;
  }
}
