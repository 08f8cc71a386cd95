package io.scorestream.dashboard.board;

import java.util.List;

/**
 * What has changed since a version.
 *
 * @param version that the board has now
 * @param runs ids of those that have changed, or are gone
 * @param others whether anything else has: services, dead letters, counts of samples
 */
public record Changes(long version, List<String> runs, boolean others) {

  /** Keeps its own copy. */
  public Changes {
    runs = List.copyOf(runs);
  }
}
