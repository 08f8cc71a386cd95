package io.scorestream.dashboard.samples;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.RecordOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where generations lie, batch by batch: some 100 bytes for each. Guarded by its owner. */
final class GenerationIndex {

  private record Milestone(String run, int incarnation, long milestone) {}

  /**
   * The batches of a milestone.
   *
   * @param wanted how many there are to be
   * @param places by batch
   */
  private record Batches(int wanted, SortedMap<Integer, RecordOffset> places) {

    boolean isWhole() {
      return places.size() >= wanted;
    }
  }

  private final Map<Milestone, Batches> milestones = new HashMap<>();

  void add(GenerationBatch batch, RecordOffset place) {
    milestones
        .computeIfAbsent(
            new Milestone(batch.getRun(), batch.getIncarnation(), batch.getMilestone()),
            key -> new Batches(batch.getBatches(), new TreeMap<>()))
        .places()
        .put(batch.getBatch(), place);
  }

  /** Those that are whole. */
  NavigableSet<Long> milestones(String run, int incarnation) {
    NavigableSet<Long> found = new TreeSet<>();
    milestones.forEach(
        (key, batches) -> {
          if (key.run().equals(run) && key.incarnation() == incarnation && batches.isWhole()) {
            found.add(key.milestone());
          }
        });
    return found;
  }

  /** In the order of the batches; none where they are not all there. */
  List<RecordOffset> places(String run, int incarnation, long milestone) {
    Batches batches = milestones.get(new Milestone(run, incarnation, milestone));
    return batches == null || !batches.isWhole()
        ? List.of()
        : List.copyOf(batches.places().values());
  }

  /** Says that a milestone's batches are not there any more. */
  void gone(String run, int incarnation, long milestone) {
    milestones.remove(new Milestone(run, incarnation, milestone));
  }
}
