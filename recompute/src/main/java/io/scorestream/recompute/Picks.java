package io.scorestream.recompute;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleHalf;
import io.scorestream.ledger.ReachedMilestone;
import io.scorestream.ledger.Verified;
import io.scorestream.topics.Keys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Chooses what is computed once more: trainings, generations and metrics in turns, of each kind any
 * that there is with the same chance. A function of the seed and of what there is. Pure.
 */
final class Picks {

  /** The letters of "recompute". */
  private static final long PURPOSE = 0x7265636F6D707574L;

  private Picks() {}

  /**
   * So many of them, or all where there are fewer.
   *
   * @param count n, at least 1
   */
  static List<Pick> of(Verified verified, int count, long seed) {
    List<Deque<Pick>> kinds =
        List.of(
            shuffled(trainings(verified), seed, 0),
            shuffled(generations(verified), seed, 1),
            shuffled(metrics(verified), seed, 2));
    List<Pick> picks = new ArrayList<>();
    while (picks.size() < count && kinds.stream().anyMatch(kind -> !kind.isEmpty())) {
      for (Deque<Pick> kind : kinds) {
        if (!kind.isEmpty() && picks.size() < count) {
          picks.add(kind.removeFirst());
        }
      }
    }
    return picks;
  }

  private static List<Pick> trainings(Verified verified) {
    return verified.shards().stream().<Pick>map(Pick.Training::new).toList();
  }

  /** Of milestones that have all of them. */
  private static List<Pick> generations(Verified verified) {
    return sampled(verified).stream()
        .<Pick>map(it -> new Pick.Generation(it.state(), it.reached().getMilestone()))
        .toList();
  }

  private static List<Pick> metrics(Verified verified) {
    List<Pick> metrics = new ArrayList<>();
    for (ReachedMilestone it : verified.shards()) {
      MilestoneReached reached = it.reached();
      if (reached.getHalf() == SampleHalf.BOTH) {
        IntStream.rangeClosed(reached.getFirstTimestep(), reached.getLastTimestep())
            .forEach(
                k -> metrics.add(new Pick.NetworkMetrics(it.state(), reached.getMilestone(), k)));
      }
    }
    for (ReachedMilestone it : sampled(verified)) {
      for (Comparison comparison : Comparison.values()) {
        metrics.add(
            new Pick.GenerationMetrics(it.state(), it.reached().getMilestone(), comparison));
      }
    }
    return metrics;
  }

  /** A shard of each milestone that has generations. */
  private static List<ReachedMilestone> sampled(Verified verified) {
    return verified.shards().stream()
        .filter(it -> it.reached().getShard() == 0)
        .filter(
            it ->
                verified
                    .generations()
                    .containsKey(
                        Keys.milestone(it.reached().getRun(), it.reached().getMilestone())))
        .toList();
  }

  /** By a random number for each: what bounds draws, Java's library may do otherwise one day. */
  private static Deque<Pick> shuffled(List<Pick> all, long seed, long kind) {
    record Drawn(Pick pick, long number) {}
    RandomGenerator rng = Seeds.generator(seed, PURPOSE, kind);
    return new ArrayDeque<>(
        all.stream()
            .map(pick -> new Drawn(pick, rng.nextLong()))
            .sorted(Comparator.comparingLong(Drawn::number))
            .map(Drawn::pick)
            .toList());
  }
}
