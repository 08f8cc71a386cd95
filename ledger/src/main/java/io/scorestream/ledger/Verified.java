package io.scorestream.ledger;

import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleHalf;
import io.scorestream.topics.TopicCatalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A deployment whose ledger was written, for whoever makes a part of it again. Owned by one thread.
 *
 * @param ledger what it holds
 * @param topics the names of its topics
 * @param records what they hold
 * @param shards what shards have said of their milestones, of the runs that the ledger is of, in
 *     the order of their log
 * @param generations where the batches of generations lie, in the order of their numbers, by the
 *     key of their milestone; of milestones that have all of them
 */
public record Verified(
    Ledger ledger,
    TopicCatalogue topics,
    Records records,
    List<ReachedMilestone> shards,
    Map<String, List<RecordOffset>> generations)
    implements AutoCloseable {

  /** Keeps its own copies. */
  public Verified {
    shards = List.copyOf(shards);
    generations = Map.copyOf(generations);
  }

  /**
   * What the shards that train on all samples have said of a milestone: the networks of these
   * generate, and are evaluated.
   *
   * @return in the order of the shards; fewer than the run has where some have not reached it
   */
  public List<ReachedMilestone> generating(String run, long milestone) {
    return shards.stream()
        .filter(it -> it.reached().getRun().equals(run))
        .filter(it -> it.reached().getMilestone() == milestone)
        .filter(it -> it.reached().getHalf() == SampleHalf.BOTH)
        .sorted(Comparator.comparingInt(it -> it.reached().getShard()))
        .toList();
  }

  @Override
  public void close() {
    records.close();
  }
}
