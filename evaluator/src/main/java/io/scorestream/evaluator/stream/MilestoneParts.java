package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.Evaluated;
import io.scorestream.run.RunState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the parts of milestones until all of one are there. Each part has an entry of its own on
 * disk, so that one that comes twice counts once, and sums do not depend on the order in which
 * evaluators go on. In memory there is a bit for each.
 *
 * <p>Shards commit their milestones in order, and a timestep's are evaluated in order: once a
 * milestone is complete, what is missing of those before it will not come any more. Owned by a
 * stream thread.
 */
final class MilestoneParts {

  private final KeyValueStore<String, Evaluated> store;

  /** By incarnation of a run, aspect and milestone, the parts that are there. */
  private final Map<String, BitSet> present = new HashMap<>();

  /** One part of each milestone that is complete, by the same. */
  private final Map<String, Evaluated> complete = new LinkedHashMap<>();

  /** Looks up what is there. */
  MilestoneParts(KeyValueStore<String, Evaluated> store) {
    this.store = store;
    try (KeyValueIterator<String, Evaluated> all = store.all()) {
      all.forEachRemaining(entry -> count(entry.value));
    }
  }

  void add(Evaluated part) {
    store.put(milestone(part) + String.format(Locale.ROOT, "%05d", part.part()), part);
    count(part);
  }

  /** One part of each milestone that is complete and was not taken, in the order of completion. */
  List<Evaluated> complete() {
    return List.copyOf(complete.values());
  }

  /** Takes all parts of a milestone out, in the order of their numbers, and drops those before. */
  List<Evaluated> take(Evaluated any) {
    String milestone = milestone(any);
    List<Evaluated> parts = StoreRanges.values(store, milestone);
    StoreRanges.deleteRange(store, aspect(any), StoreKeys.after(milestone));
    forget(aspect(any), milestone);
    return parts;
  }

  /** Drops what there is of earlier incarnations of a run. */
  void forget(RunState state) {
    StoreRanges.deleteEnded(store, state);
    String run = state.run().id();
    forget(StoreKeys.run(run), StoreKeys.incarnation(run, state.incarnation()));
  }

  /** Drops from memory what begins so, up to a key. */
  private void forget(String prefix, String last) {
    present.keySet().removeIf(key -> key.startsWith(prefix) && key.compareTo(last) <= 0);
    complete.keySet().removeIf(key -> key.startsWith(prefix) && key.compareTo(last) <= 0);
  }

  private void count(Evaluated part) {
    BitSet parts = present.computeIfAbsent(milestone(part), key -> new BitSet());
    parts.set(part.part());
    if (parts.cardinality() == part.parts()) {
      complete.put(milestone(part), part);
    }
  }

  private static String milestone(Evaluated part) {
    return String.format(Locale.ROOT, "%s%019d/", aspect(part), part.milestone());
  }

  private static String aspect(Evaluated part) {
    return StoreKeys.incarnation(part.run(), part.incarnation()) + part.aspect() + "/";
  }
}
