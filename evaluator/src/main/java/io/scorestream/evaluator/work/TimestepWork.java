package io.scorestream.evaluator.work;

import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleHalf;
import java.util.List;
import java.util.Locale;

/**
 * The evaluation of a timestep's network at a milestone, or of the two that were trained on half of
 * the samples each.
 *
 * @param timestep k in 1..N
 * @param half that the network was trained on; {@code FIRST} stands for both halves once there are
 *     two places
 * @param records places of the network; of the first half and then the second
 */
public record TimestepWork(
    String run,
    int incarnation,
    long milestone,
    long reached,
    int timestep,
    SampleHalf half,
    List<RecordOffset> records)
    implements Work {

  /** Keeps its own copy of the list. */
  public TimestepWork {
    records = List.copyOf(records);
  }

  /** Whether it is about the network that was trained on all samples. */
  public boolean isWhole() {
    return half == SampleHalf.BOTH;
  }

  /** The comparison of this half's network with that of the other half. */
  public TimestepWork with(TimestepWork other) {
    return half == SampleHalf.SECOND
        ? other.with(this)
        : new TimestepWork(
            run,
            incarnation,
            milestone,
            Math.max(reached, other.reached),
            timestep,
            half,
            List.of(records.get(0), other.records.get(0)));
  }

  @Override
  public String line() {
    return isWhole()
        ? String.format(Locale.ROOT, "%05d", timestep)
        : String.format(Locale.ROOT, "%05d/%s", timestep, half.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String key() {
    return run + "/" + timestep;
  }

  @Override
  public int number() {
    return timestep;
  }
}
