package io.scorestream.recompute;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.MilestoneStart;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.events.codec.Floats;
import io.scorestream.ledger.ReachedMilestone;
import io.scorestream.ledger.Verified;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.run.TrainingPlan;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.Keys;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.training.KeptSamples;
import io.scorestream.trainer.training.MilestoneTraining;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains a shard's milestone once more, from the state that the one before it left and on the same
 * samples, as trainers do. Holds the networks of one shard three times. Owned by one thread.
 */
final class TrainingAgain {

  private final Verified verified;
  private final Published published;
  private final SampleCopies samples;
  private final ThisDevice here;

  TrainingAgain(Verified verified, Published published, SampleCopies samples, ThisDevice here) {
    this.verified = verified;
    this.published = published;
    this.samples = samples;
    this.here = here;
  }

  /**
   * Trains it under each plan that it may have been trained by, until one gives its bits.
   *
   * @throws UnprovenException where it cannot be trained once more
   */
  Outcome of(Pick.Training pick) {
    ReachedMilestone it = pick.reached();
    here.requireSame("trained", it.reached().getDevice());
    if (!it.state().run().spec().getSamplesTopic().equals(verified.topics().samples().name())) {
      throw new UnprovenException(
          "its samples are on topic %s, which is not the deployment's"
              .formatted(it.state().run().spec().getSamplesTopic()));
    }
    List<ScoreWeights> weights = new ArrayList<>();
    List<Optional<TrainingState>> states = new ArrayList<>();
    for (NetworkRecords network : it.reached().getNetworks()) {
      weights.add(published.weights(it, network));
      states.add(published.state(network));
    }
    Optional<List<NetworkState>> before = before(it);
    String difference = "";
    for (TrainingPlan plan : it.plans()) {
      Optional<String> found = difference(it, plan, before, weights, states);
      if (found.isEmpty()) {
        return new Outcome.Same(pick.toString(), described(before.isPresent(), states));
      }
      difference = difference.isEmpty() ? found.get() : difference;
    }
    return here.different(
        pick.toString(),
        "milestones/"
            + Keys.shardMilestone(
                it.reached().getRun(), it.reached().getMilestone(), it.reached().getShard()),
        "trained once more, " + difference);
  }

  /** The state of the networks before; empty where they began with first weights. */
  private Optional<List<NetworkState>> before(ReachedMilestone it) {
    Optional<ReachedMilestone> earlier =
        verified.shards().stream()
            .filter(other -> other.reached().getRun().equals(it.reached().getRun()))
            .filter(other -> other.reached().getShard() == it.reached().getShard())
            .filter(other -> other.reached().getMilestone() < it.reached().getMilestone())
            .max(Comparator.comparingLong(other -> other.reached().getMilestone()));
    if (earlier.isEmpty() || it.plans().stream().allMatch(TrainingAgain::isCold)) {
      return Optional.empty();
    }
    List<NetworkState> states = new ArrayList<>();
    for (NetworkRecords network : earlier.get().reached().getNetworks()) {
      ScoreWeights weights = published.weights(earlier.get(), network);
      TrainingState state =
          published
              .state(network)
              .orElseThrow(
                  () ->
                      new UnprovenException(
                          "the training state of network %s at milestone %s, from which it went on, is compacted away"
                              .formatted(
                                  network.getNetwork(), earlier.get().reached().getMilestone())));
      try {
        states.add(NetworkEvents.state(it.state().run(), weights, state));
      } catch (IllegalArgumentException e) {
        throw new UnprovenException("what it went on from is not sound: " + e.getMessage());
      }
    }
    return Optional.of(states);
  }

  private static boolean isCold(TrainingPlan plan) {
    return plan.start() == MilestoneStart.COLD;
  }

  private Optional<String> difference(
      ReachedMilestone it,
      TrainingPlan plan,
      Optional<List<NetworkState>> before,
      List<ScoreWeights> weights,
      List<Optional<TrainingState>> states) {
    Shard shard = it.shard();
    SampleLog log = samples.of(shard.run());
    TrainingSet set = set(it.reached(), shard, log);
    try (NetworkTrainer bank = NetworkTrainer.open(shard.bank(), here.preference())) {
      before.ifPresentOrElse(bank::restore, () -> bank.initialise(shard.seed()));
      TrainedMilestone trained =
          new MilestoneTraining(shard.run(), plan, shard.seed(), bank)
              .train(set, log.rows(set.milestone() + set.heldOut()), (done, total) -> true)
              .orElseThrow();
      List<NetworkState> made = bank.state();
      return IntStream.range(0, made.size())
          .mapToObj(
              i ->
                  difference(shard, trained, made.get(i), weights.get(i), states.get(i))
                      .or(
                          () ->
                              further(
                                  trained.further().stream().skip(i).findFirst(), weights.get(i))))
          .flatMap(Optional::stream)
          .findFirst();
    } catch (ScorestreamException e) {
      return Optional.of("it comes to an end before its last step: " + e.getMessage());
    }
  }

  private static TrainingSet set(MilestoneReached reached, Shard shard, SampleLog log) {
    KeptSamples kept = new KeptSamples(log, shard.run().holdOut(), shard.trained());
    if (!kept.reach(reached.getMilestone(), row -> {})) {
      throw new UnprovenException("of its samples %s are there alone".formatted(kept.count()));
    }
    TrainingSet set = kept.first(Math.toIntExact(reached.getMilestone()));
    if (!set.hash().equals(reached.getSamplesHash())) {
      throw new UnprovenException(
          "the samples that are there are not those that it was trained on");
    }
    return set;
  }

  private static Optional<String> difference(
      Shard shard,
      TrainedMilestone trained,
      NetworkState made,
      ScoreWeights weights,
      Optional<TrainingState> state) {
    String of = " of network %s".formatted(weights.getNetwork());
    if (made.step() != weights.getStep()) {
      return Optional.of(
          "it ends with step %s%s, and was published at step %s"
              .formatted(made.step(), of, weights.getStep()));
    }
    return Bits.difference(
            i -> "weight " + i + of, made.weights().weights(), Floats.of(weights.getWeights()))
        .or(
            () ->
                Bits.difference(
                    i -> "averaged weight " + i + of,
                    made.weights().averages(),
                    weights.getAveragedWeights() == null
                        ? new float[0]
                        : Floats.of(weights.getAveragedWeights())))
        .or(
            () ->
                state.flatMap(
                    it ->
                        Bits.difference(
                            i -> "first moment " + i + of,
                            made.firstMoments(),
                            Floats.of(it.getFirstMoments()))))
        .or(
            () ->
                state.flatMap(
                    it ->
                        Bits.difference(
                            i -> "second moment " + i + of,
                            made.secondMoments(),
                            Floats.of(it.getSecondMoments()))))
        .or(() -> losses(shard, trained, weights));
  }

  private static Optional<String> further(Optional<NetworkWeights> made, ScoreWeights weights) {
    ByteBuffer published = weights.getFurtherWeights();
    String copy = " of the copy of network " + weights.getNetwork();
    if (made.isEmpty() || published == null) {
      return made.isEmpty() && published == null
          ? Optional.empty()
          : Optional.of(
              "there is %s copy of network %s that was trained further, and it was published with %s"
                  .formatted(
                      made.isEmpty() ? "no" : "a",
                      weights.getNetwork(),
                      published == null ? "none" : "one"));
    }
    return Bits.difference(
            "the step" + copy,
            (double) made.get().step(),
            weights.getFurtherStep() == null ? null : (double) weights.getFurtherStep())
        .or(
            () ->
                Bits.difference(
                    i -> "weight " + i + copy, made.get().weights(), Floats.of(published)));
  }

  private static Optional<String> losses(
      Shard shard, TrainedMilestone trained, ScoreWeights weights) {
    Run run = shard.run();
    double confidence = run.spec().getEvaluation().getConfidence();
    List<Integer> timesteps = run.timestepsOf(weights.getNetwork());
    for (int i = 0; i < Math.min(timesteps.size(), weights.getLosses().size()); i++) {
      int k = timesteps.get(i);
      Optional<String> difference =
          Bits.difference(
              "the loss of timestep " + k,
              trained.losses().loss(k - shard.first(), confidence).mean(),
              weights.getLosses().get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static String described(boolean wentOn, List<Optional<TrainingState>> states) {
    long gone = states.stream().filter(Optional::isEmpty).count();
    return "%s networks, from %s%s"
        .formatted(
            states.size(),
            wentOn ? "the milestone before" : "first weights",
            gone == 0
                ? ""
                : "; the training states of %s are compacted away by now".formatted(gone));
  }
}
