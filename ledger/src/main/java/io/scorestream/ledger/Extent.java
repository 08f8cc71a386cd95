package io.scorestream.ledger;

import java.util.SortedMap;

/**
 * How much of a topic was read.
 *
 * @param starts where each partition began that began later than at 0
 * @param stops where reading stopped, of each partition that has more behind an open transaction
 */
record Extent(SortedMap<Integer, Long> starts, SortedMap<Integer, Long> stops) {

  /** Whether records before the first of a partition are deleted. */
  boolean isCut(int partition) {
    return starts.containsKey(partition);
  }

  /** Whether there is a part that was not read. */
  boolean isCut() {
    return !starts.isEmpty() || !stops.isEmpty();
  }
}
