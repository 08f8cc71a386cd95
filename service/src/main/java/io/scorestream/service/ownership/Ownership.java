package io.scorestream.service.ownership;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The work that is this process's: that whose partition the group gave it. Each time a partition is
 * given it has a new grant, so that whoever worked under an earlier one can tell that others may
 * have been at work in between. Safe from any thread.
 *
 * <p>Losing a grant stops the work soon; what makes sure that nothing of it is published is the
 * fencing of its transactions.
 */
public final class Ownership {

  private final Map<Integer, Long> grants = new HashMap<>();
  private final Map<String, Long> deposed = new HashMap<>();
  private long newest;
  private boolean settled;

  /** The grant under which the work is this process's; empty where it is not. */
  public synchronized OptionalLong grant(Claim claim) {
    Long grant = grants.get(claim.partition());
    return grant == null || grant.equals(deposed.get(claim.id()))
        ? OptionalLong.empty()
        : OptionalLong.of(grant);
  }

  /** Whether the work is still this process's, and was without a break since that grant. */
  public synchronized boolean holds(Claim claim, long grant) {
    OptionalLong now = grant(claim);
    return now.isPresent() && now.getAsLong() == grant;
  }

  /** The grants of all partitions that this process has now. */
  public synchronized Map<Integer, Long> grants() {
    return Map.copyOf(grants);
  }

  /**
   * Gives the work up because another process turned out to have it, until the next grant of its
   * partition. Other work that the partition stands for stays this process's.
   */
  public synchronized void depose(Claim claim, long grant) {
    deposed.put(claim.id(), grant);
  }

  /** Forgets what became of work that is no more: an id may come again. */
  public synchronized void retain(Set<String> ids) {
    deposed.keySet().retainAll(ids);
  }

  /** Forgets what became of one piece of work that is no more. */
  public synchronized void forget(String id) {
    deposed.remove(id);
  }

  /** Whether the group has said what is this process's, be it nothing. */
  public synchronized boolean isSettled() {
    return settled;
  }

  synchronized void give(Collection<Integer> given) {
    settled = true;
    given.forEach(partition -> grants.put(partition, ++newest));
  }

  synchronized void take(Collection<Integer> taken) {
    taken.forEach(grants::remove);
  }

  /** The group has given this process up. */
  synchronized void lose(Collection<Integer> lost) {
    take(lost);
    settled = false;
  }
}
