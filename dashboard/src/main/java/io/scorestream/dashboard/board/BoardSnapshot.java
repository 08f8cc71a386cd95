package io.scorestream.dashboard.board;

import java.util.List;
import java.util.Map;

/**
 * What there is to see at one moment. Immutable.
 *
 * @param version rises with every change
 * @param caughtUp whether all is in it that the topics held when it was begun
 * @param runs by id; deleted ones are not there
 * @param services that said lately what they do
 * @param deadLetters records that could not be used
 * @param arrivals by source, of those that were looked at
 */
public record BoardSnapshot(
    long version,
    boolean caughtUp,
    List<RunSnapshot> runs,
    List<SeenService> services,
    long deadLetters,
    Map<String, Arrivals> arrivals) {

  /** Keeps its own copies. */
  public BoardSnapshot {
    runs = List.copyOf(runs);
    services = List.copyOf(services);
    arrivals = Map.copyOf(arrivals);
  }
}
