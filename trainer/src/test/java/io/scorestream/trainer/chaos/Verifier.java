package io.scorestream.trainer.chaos;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.trainer.Deployment.StoredNetwork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what a run left on its topics, as any reader of committed records sees it, and holds it
 * against what should be there. Knows nothing of how it came about.
 */
final class Verifier {

  /**
   * What is wrong; all 0 when nothing is.
   *
   * @param samplesLost sequence numbers on the samples topic that are in no record
   * @param samplesDoubled milestones whose place says that a sample counted twice, or not at all
   * @param networksMissing pairs of timestep and milestone without a network
   * @param networksDoubled networks and milestones beyond the first of their kind
   * @param statesDiffering networks whose state is not that of the undisturbed run
   */
  record Findings(
      long samplesLost,
      long samplesDoubled,
      long networksMissing,
      long networksDoubled,
      long statesDiffering) {

    boolean isClean() {
      return equals(new Findings(0, 0, 0, 0, 0));
    }
  }

  private Verifier() {}

  static Findings verify(
      Run run,
      List<SampleBatch> samples,
      List<MilestoneReached> reached,
      List<StoredNetwork> networks,
      Map<String, StoredNetwork> undisturbed) {
    List<Long> milestones = run.milestones().upTo(Long.MAX_VALUE);
    Set<String> seen = new HashSet<>();
    long doubled = 0;
    long differing = 0;
    for (StoredNetwork network : networks) {
      String key = key(network);
      doubled += seen.add(key) ? 0 : 1;
      differing += network.state().equals(requireNonNull(undisturbed.get(key)).state()) ? 0 : 1;
    }
    for (MilestoneReached milestone : reached) {
      doubled += seen.add("m" + milestone.getMilestone() + "/" + milestone.getShard()) ? 0 : 1;
    }
    List<String> expected = new ArrayList<>();
    for (long m : milestones) {
      for (int k : run.timesteps()) {
        expected.add(m + "/" + k);
      }
      for (Shard shard : run.shards()) {
        expected.add("m" + m + "/" + shard.number());
      }
    }
    long missing = expected.stream().filter(key -> !seen.contains(key)).count();
    long misplaced =
        reached.stream().filter(it -> !it.getOffsets().equals(place(run, samples, it))).count();
    return new Findings(lost(samples), misplaced, missing, doubled, differing);
  }

  static String key(StoredNetwork network) {
    return network.milestone() + "/" + network.weights().getNetwork();
  }

  /**
   * Counts the samples of the topic one by one until the m-th distinct one that is not held out.
   */
  private static List<SampleOffset> place(
      Run run, List<SampleBatch> samples, MilestoneReached reached) {
    Set<Long> distinct = new HashSet<>();
    long kept = 0;
    for (int offset = 0; offset < samples.size(); offset++) {
      SampleBatch batch = samples.get(offset);
      for (int i = 0; i < batch.getCount(); i++) {
        long sequence = batch.getFirstSequence() + i;
        if (distinct.add(sequence) && !run.holdOut().holdsOut(batch.getSource(), sequence)) {
          kept++;
        }
        if (kept == reached.getMilestone()) {
          return List.of(new SampleOffset(0, (long) offset, i + 1));
        }
      }
    }
    return List.of();
  }

  private static long lost(List<SampleBatch> samples) {
    Set<Long> sequences = new HashSet<>();
    long largest = -1;
    for (SampleBatch batch : samples) {
      for (int i = 0; i < batch.getCount(); i++) {
        sequences.add(batch.getFirstSequence() + i);
        largest = Math.max(largest, batch.getFirstSequence() + i);
      }
    }
    return largest + 1 - sequences.size();
  }
}
