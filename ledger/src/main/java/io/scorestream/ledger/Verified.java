package io.scorestream.ledger;

import io.scorestream.events.RecordOffset;
import io.scorestream.topics.TopicCatalogue;
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

  @Override
  public void close() {
    records.close();
  }
}
