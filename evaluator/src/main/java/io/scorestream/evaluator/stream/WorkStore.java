package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.RunWork;
import io.scorestream.run.RunState;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Work that is not done yet, on disk and in Kafka, in the order of runs and milestones. Owned by a
 * stream thread.
 *
 * @param <W> what is to be done
 */
final class WorkStore<W extends RunWork> implements AutoCloseable {

  private final KeyValueStore<String, W> store;
  private final Backlog backlog;
  private int size;

  /**
   * Counts what there is.
   *
   * @param backlog told of it, and of what comes and goes
   */
  WorkStore(KeyValueStore<String, W> store, Backlog backlog) {
    this.store = store;
    this.backlog = backlog;
    try (KeyValueIterator<String, W> all = store.all()) {
      all.forEachRemaining(entry -> grow(1));
    }
  }

  void put(W work) {
    if (store.get(key(work)) == null) {
      grow(1);
    }
    store.put(key(work), work);
  }

  /** Deletes work that is done, unless other work has taken its place. */
  void delete(W work) {
    if (work.equals(store.get(key(work)))) {
      store.delete(key(work));
      grow(-1);
    }
  }

  /** Hands over a run's as it is now, the first milestones first, until the reader has enough. */
  void read(RunState state, Predicate<W> wantsMore) {
    try (KeyValueIterator<String, W> of = of(state)) {
      boolean wanted = true;
      while (wanted && of.hasNext()) {
        wanted = wantsMore.test(of.next().value);
      }
    }
  }

  /** The runs that there is work of. Costs a look-up for each of them. */
  List<String> runs() {
    return StoreRanges.runs(store);
  }

  /** Drops those of earlier incarnations of a run. */
  void forget(RunState state) {
    grow(-StoreRanges.deleteEnded(store, state));
  }

  /** Drops all of a run's. */
  void forget(String run) {
    grow(-StoreRanges.deletePrefix(store, StoreKeys.run(run)));
  }

  /** What is left is another task's to count. */
  @Override
  public void close() {
    grow(-size);
  }

  private void grow(int change) {
    size += change;
    backlog.add(change);
  }

  private KeyValueIterator<String, W> of(RunState state) {
    return store.prefixScan(
        StoreKeys.incarnation(state.run().id(), state.incarnation()), new StringSerializer());
  }

  private static String key(RunWork work) {
    return StoreKeys.milestone(work.run(), work.incarnation(), work.milestone()) + work.line();
  }
}
