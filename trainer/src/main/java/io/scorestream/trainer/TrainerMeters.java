package io.scorestream.trainer;

import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.RestingRuns;
import io.scorestream.trainer.contract.TrainerMeterNames;
import io.scorestream.trainer.drift.DriftWatch;
import io.scorestream.trainer.training.TrainedMilestone;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the trainer's meters say of its shards. Owned by the training thread. */
final class TrainerMeters {

  private static final List<MeterName> PER_RUN =
      List.of(
          TrainerMeterNames.SHARDS,
          TrainerMeterNames.SHARDS_SPECIFIED,
          TrainerMeterNames.SHARDS_DUE);

  /** Some scrapes of a monitoring system. */
  private static final Duration STAY = Duration.ofMinutes(10);

  private final Meters meters;
  private final RestingRuns resting;
  private final Map<String, BandLosses> losses = new HashMap<>();
  private final Set<String> runs = new HashSet<>();
  private final Set<String> failed = new HashSet<>();

  TrainerMeters(Meters meters) {
    this.meters = meters;
    this.resting = new RestingRuns(meters, STAY);
  }

  /** A shard is this trainer's now, with the newest milestone that is committed; 0 for none. */
  void acquired(Shard shard, long milestone) {
    String run = shard.run().id();
    String number = String.valueOf(shard.number());
    meters.set(TrainerMeterNames.MILESTONE, (double) milestone, run, number);
    meters.set(TrainerMeterNames.MILESTONE_TIME, System.currentTimeMillis() / 1e3, run, number);
    meters.count(TrainerMeterNames.NETWORKS_PUBLISHED, 0, run);
    meters.count(TrainerMeterNames.TRAINING_STEPS, 0, run);
    if (shard.isWhole()) {
      meters.count(TrainerMeterNames.DRIFT_ALARMS, 0, run, number);
    }
  }

  /** A shard is not this trainer's any more. */
  void released(Shard shard) {
    String run = shard.run().id();
    String number = String.valueOf(shard.number());
    meters.forget(TrainerMeterNames.MILESTONE, run, number);
    meters.forget(TrainerMeterNames.MILESTONE_TIME, run, number);
    meters.forget(TrainerMeterNames.DRIFT_STATISTIC, run, number);
    BandLosses known = losses.get(run);
    if (known != null && shard.isWhole()) {
      known.drop(shard);
      meters.forget(TrainerMeterNames.TRAINING_LOSS, run);
      show(run, known);
    }
  }

  /**
   * What is to be trained, which of it is this trainer's, and which of that has a milestone to be
   * trained. A run of which it has no shard counts as 0: a sum over trainers that had no series
   * where nobody has a shard could not tell that. Of a run that this trainer has all of and has
   * finished nothing is said, and some time after nothing is left of one that is at rest here.
   */
  void shards(
      Collection<RunState> active, Collection<ShardTraining> all, Collection<ShardTraining> due) {
    Map<String, Long> owned = byRun(all);
    Map<String, Long> waiting = byRun(due);
    Map<String, Long> atWork = byRun(all.stream().filter(it -> !it.isFinished()).toList());
    Map<String, RunState> specified =
        active.stream()
            .filter(
                state ->
                    atWork.containsKey(state.run().id())
                        || owned.getOrDefault(state.run().id(), 0L) < state.shards().size())
            .collect(Collectors.toMap(state -> state.run().id(), state -> state));
    losses.keySet().removeAll(resting.follow(atWork.keySet()));
    for (String gone : Set.copyOf(runs)) {
      if (!specified.containsKey(gone)) {
        PER_RUN.forEach(name -> meters.forget(name, gone));
        runs.remove(gone);
      }
    }
    specified.forEach(
        (run, state) -> {
          meters.set(TrainerMeterNames.SHARDS_SPECIFIED, state.shards().size(), run);
          meters.set(TrainerMeterNames.SHARDS, owned.getOrDefault(run, 0L), run);
          meters.set(TrainerMeterNames.SHARDS_DUE, waiting.getOrDefault(run, 0L), run);
          runs.add(run);
        });
  }

  /** The runs that have failed. */
  void failed(Collection<RunState> all) {
    Set<String> now = all.stream().map(state -> state.run().id()).collect(Collectors.toSet());
    for (String gone : Set.copyOf(failed)) {
      if (!now.contains(gone)) {
        meters.forget(TrainerMeterNames.RUN_FAILED, gone);
      }
    }
    failed.retainAll(now);
    now.forEach(run -> meters.set(TrainerMeterNames.RUN_FAILED, 1, run));
    failed.addAll(now);
  }

  /** Gradient steps are taken. */
  void stepped(Run run, int steps) {
    meters.count(TrainerMeterNames.TRAINING_STEPS, steps, run.id());
  }

  /**
   * A milestone is committed.
   *
   * @param alarms that its models gave on samples held out before it
   */
  void reached(Shard shard, TrainedMilestone done, int alarms) {
    String run = shard.run().id();
    String number = String.valueOf(shard.number());
    meters.set(TrainerMeterNames.MILESTONE, (double) done.milestone(), run, number);
    meters.set(TrainerMeterNames.MILESTONE_TIME, System.currentTimeMillis() / 1e3, run, number);
    meters.count(TrainerMeterNames.NETWORKS_PUBLISHED, shard.networks().size(), run);
    meters.time(TrainerMeterNames.TRAINING, Duration.ofNanos(done.nanos()), run);
    if (!shard.isWhole()) {
      return;
    }
    meters.count(TrainerMeterNames.DRIFT_ALARMS, alarms, run, number);
    BandLosses known =
        losses.computeIfAbsent(run, id -> new BandLosses(shard.run().grid().steps()));
    known.take(shard, done);
    show(run, known);
  }

  /** Scores arrivals, and says what the watch makes of them. */
  void watching(Shard shard, DriftWatch watch, Runnable score) {
    int before = watch.alarms();
    score.run();
    if (!shard.isWhole()) {
      return;
    }
    String run = shard.run().id();
    String number = String.valueOf(shard.number());
    meters.count(TrainerMeterNames.DRIFT_ALARMS, watch.alarms() - before, run, number);
    meters.set(TrainerMeterNames.DRIFT_STATISTIC, watch.statistic(), run, number);
  }

  private void show(String run, BandLosses known) {
    known
        .means()
        .forEach((band, mean) -> meters.set(TrainerMeterNames.TRAINING_LOSS, mean, run, band));
  }

  private static Map<String, Long> byRun(Collection<ShardTraining> trainings) {
    Function<ShardTraining, String> run = training -> training.shard().run().id();
    return trainings.stream().collect(Collectors.groupingBy(run, Collectors.counting()));
  }
}
