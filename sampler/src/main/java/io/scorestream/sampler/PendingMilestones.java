package io.scorestream.sampler;

import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers checkpoints until a milestone has one of every timestep. Owned by one thread.
 *
 * <p>Memory: the checkpoints of milestones that are not complete, normally one per run; those of
 * milestones that were generated are not kept.
 */
final class PendingMilestones {

  /** A milestone of a run. */
  record Milestone(String run, long m) {}

  /**
   * All checkpoints of a milestone.
   *
   * @param checkpoints one per timestep, by timestep
   */
  record Complete(Run run, long m, List<ScoreCheckpoint> checkpoints) {}

  private final Map<String, Run> runs = new HashMap<>();
  private final Map<Milestone, TreeMap<Integer, ScoreCheckpoint>> waiting = new HashMap<>();
  private final Set<Milestone> generated;

  /**
   * @param generated milestones that need nothing more
   */
  PendingMilestones(Collection<Milestone> generated) {
    this.generated = new HashSet<>(generated);
  }

  /** Takes a run, which may complete milestones whose checkpoints came before it. */
  List<Complete> add(Run run) {
    runs.put(run.id(), run);
    return waiting.keySet().stream()
        .filter(milestone -> milestone.run().equals(run.id()))
        .sorted((a, b) -> Long.compare(a.m(), b.m()))
        .toList()
        .stream()
        .flatMap(milestone -> complete(milestone).stream())
        .toList();
  }

  /** Forgets a run that was deleted. */
  void remove(String run) {
    runs.remove(run);
    waiting.keySet().removeIf(milestone -> milestone.run().equals(run));
  }

  /** Takes a checkpoint, which may complete its milestone. */
  List<Complete> add(ScoreCheckpoint checkpoint) {
    Milestone milestone = new Milestone(checkpoint.getRun(), checkpoint.getMilestone());
    if (generated.contains(milestone)) {
      return List.of();
    }
    waiting
        .computeIfAbsent(milestone, key -> new TreeMap<>())
        .put(checkpoint.getTimestep(), checkpoint);
    return complete(milestone);
  }

  private List<Complete> complete(Milestone milestone) {
    Run run = runs.get(milestone.run());
    TreeMap<Integer, ScoreCheckpoint> gathered = waiting.get(milestone);
    if (run == null || gathered.size() < run.grid().steps()) {
      return List.of();
    }
    waiting.remove(milestone);
    generated.add(milestone);
    return List.of(new Complete(run, milestone.m(), new ArrayList<>(gathered.values())));
  }
}
