package io.scorestream.service.ownership;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Work whose last transaction was fenced, and when the group is to be asked whose it is. The wait
 * before the question doubles with each doubt, from one second to five minutes, and is cut by up to
 * a half, another part in each process: where two hold the same work for theirs, as trainers of two
 * groups do, one of them comes to finish a piece of it. Guarded by {@link Ownership}.
 */
final class Doubts {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final int seed;
  private final Map<String, Doubt> open = new HashMap<>();

  /** How often each piece of work was doubted since it last came to an end. */
  private final Map<String, Integer> times = new HashMap<>();

  private record Doubt(Claim claim, long grant, long due) {}

  /**
   * @param seed of what is cut from the waits; another one in each process
   */
  Doubts(int seed) {
    this.seed = seed;
  }

  /** Opens one; returns how long the group is not asked. */
  Duration add(Claim claim, long grant, long now) {
    int before = times.merge(claim.id(), 1, Integer::sum) - 1;
    Duration wait = wait(claim, before);
    open.put(claim.id(), new Doubt(claim, grant, now + wait.toNanos()));
    return wait;
  }

  private Duration wait(Claim claim, int before) {
    long whole = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(before, 20));
    long random = Objects.hash(seed, claim.id(), before);
    return Duration.ofNanos((long) (whole * new SplittableRandom(random).nextDouble(0.5, 1)));
  }

  /** Whether work is in doubt under a grant. */
  boolean has(Claim claim, long grant) {
    @Nullable Doubt doubt = open.get(claim.id());
    return doubt != null && doubt.grant() == grant;
  }

  /** The work that the group is to be asked about by now. */
  List<Claim> due(long now) {
    return open.values().stream()
        .filter(doubt -> now - doubt.due() >= 0)
        .map(Doubt::claim)
        .toList();
  }

  /** Closes those of work whose partition was given anew or taken, or that the group confirmed. */
  void close(Predicate<Claim> of) {
    open.values().removeIf(doubt -> of.test(doubt.claim()));
  }

  /** Forgets how often work was doubted. */
  void settle(String id) {
    times.remove(id);
  }

  void retain(Collection<String> ids) {
    open.keySet().retainAll(ids);
    times.keySet().retainAll(ids);
  }

  void forget(String id) {
    open.remove(id);
    times.remove(id);
  }
}
