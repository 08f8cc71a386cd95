package io.scorestream.service.ownership;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The work that is this process's: that whose partition the group gave it. Each time a partition is
 * given it has a new grant, so that whoever worked under an earlier one can tell that others may
 * have been at work in between. Safe from any thread.
 *
 * <p>Losing a grant stops the work soon; what makes sure that nothing of it is published is the
 * fencing of its transactions. A transaction is fenced by another owner, but by the coordinator
 * too, where it took too long, and nobody can tell one from the other. So work that was fenced is
 * {@link #doubt doubted}, and the group decides: where it says that this process has the partition
 * still, the work is this process's under a new grant, and whoever else was at it is fenced.
 */
public final class Ownership {

  private final LongSupplier nanoTime;
  private final Doubts doubts;

  /** By partition. */
  private final Map<Integer, Long> grants = new HashMap<>();

  /** Newer ones than its partition's, of work that was in doubt. By id. */
  private final Map<String, Confirmed> confirmed = new HashMap<>();

  private long newest;
  private boolean settled;

  private record Confirmed(Claim claim, long grant) {}

  /**
   * Nothing is this process's yet.
   *
   * @param instance tells this process from others of its service
   */
  public Ownership(String instance) {
    this(instance, System::nanoTime);
  }

  Ownership(String instance, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.doubts = new Doubts(instance.hashCode());
  }

  /** The grant under which the work is this process's; empty where it is not, or is in doubt. */
  public synchronized OptionalLong grant(Claim claim) {
    Long given = grants.get(claim.partition());
    if (given == null) {
      return OptionalLong.empty();
    }
    Confirmed anew = confirmed.get(claim.id());
    long grant = anew == null ? given : anew.grant();
    return doubts.has(claim, grant) ? OptionalLong.empty() : OptionalLong.of(grant);
  }

  /** Whether the work is still this process's, and was without a break since that grant. */
  public synchronized boolean holds(Claim claim, long grant) {
    OptionalLong now = grant(claim);
    return now.isPresent() && now.getAsLong() == grant;
  }

  /** The newest grant of each partition that this process has, or of work that it stands for. */
  public synchronized Map<Integer, Long> grants() {
    Map<Integer, Long> all = new HashMap<>(grants);
    confirmed.values().forEach(it -> all.merge(it.claim().partition(), it.grant(), Math::max));
    return Map.copyOf(all);
  }

  /**
   * Gives the work up for now because it was fenced: until the group says that it is still this
   * process's, or gives its partition anew. Other work that the partition stands for stays.
   *
   * @return how long the group is not asked; longer each time, until the work is {@link #done}
   */
  public synchronized Duration doubt(Claim claim, long grant) {
    return doubts.add(claim, grant, nanoTime.getAsLong());
  }

  /** Whether the group has still to say whose the work is that was doubted under a grant. */
  public synchronized boolean isInDoubt(Claim claim, long grant) {
    return doubts.has(claim, grant);
  }

  /** Something of the work was committed: the next doubt is the first again. */
  public synchronized void done(Claim claim) {
    doubts.settle(claim.id());
  }

  /** Forgets what became of work that is no more: an id may come again. */
  public synchronized void retain(Set<String> ids) {
    doubts.retain(ids);
    confirmed.keySet().retainAll(ids);
  }

  /** Forgets what became of one piece of work that is no more. */
  public synchronized void forget(String id) {
    doubts.forget(id);
    confirmed.remove(id);
  }

  /** Whether the group has said what is this process's, be it nothing. */
  public synchronized boolean isSettled() {
    return settled;
  }

  synchronized void give(Collection<Integer> given) {
    settled = true;
    take(given);
    given.forEach(partition -> grants.put(partition, ++newest));
  }

  synchronized void take(Collection<Integer> taken) {
    taken.forEach(grants::remove);
    doubts.close(claim -> taken.contains(claim.partition()));
    confirmed.values().removeIf(it -> taken.contains(it.claim().partition()));
  }

  /** The group has given this process up. */
  synchronized void lose(Collection<Integer> lost) {
    take(lost);
    settled = false;
  }

  /** The work that the group is to be asked about by now. */
  synchronized List<Claim> due() {
    return doubts.due(nanoTime.getAsLong());
  }

  /** The group has said that work is this process's still. */
  synchronized void confirm(Collection<Claim> claims) {
    for (Claim claim : claims) {
      if (grants.containsKey(claim.partition())) {
        confirmed.put(claim.id(), new Confirmed(claim, ++newest));
      }
    }
    doubts.close(claims::contains);
  }
}
