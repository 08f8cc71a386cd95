package io.scorestream.evaluator.work;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.events.RecordOffset;
import java.util.List;

/**
 * One comparison of a milestone's generations.
 *
 * @param comparison that is made
 * @param records places of the milestone's batches, in the order of their numbers
 */
public record DistanceWork(
    String run,
    int incarnation,
    long milestone,
    long reached,
    Comparison comparison,
    List<RecordOffset> records)
    implements Work {

  /** Keeps its own copy of the list. */
  public DistanceWork {
    records = List.copyOf(records);
  }

  /** Milestones share floors: the later one finds those of the earlier one. */
  @Override
  public String line() {
    return comparison.name();
  }

  @Override
  public String key() {
    return run + "/" + milestone + "/" + comparison;
  }

  @Override
  public int number() {
    return Long.hashCode(milestone) + comparison.number();
  }
}
