package io.scorestream.run;

import io.scorestream.events.SampleHalf;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.events.codec.Floats;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Networks to and from the events that carry them. Pure functions. */
public final class NetworkEvents {

  private NetworkEvents() {}

  /**
   * What the world reads of one network of a shard.
   *
   * @param network one of {@link Shard#networks()}
   * @param place where the milestone's samples end
   * @param losses of the timesteps that it answers for, at the end of the milestone
   * @param epoch the writer's fencing epoch
   */
  public static ScoreWeights weights(
      Shard shard,
      int network,
      long milestone,
      List<SampleOffset> place,
      NetworkWeights numbers,
      List<Double> losses,
      int epoch) {
    return weights(shard, network, milestone, place, numbers, Optional.empty(), losses, epoch);
  }

  /**
   * The same, with a copy that was trained further.
   *
   * @param further the copy, of which the weights themselves are kept and no running means
   */
  public static ScoreWeights weights(
      Shard shard,
      int network,
      long milestone,
      List<SampleOffset> place,
      NetworkWeights numbers,
      Optional<NetworkWeights> further,
      List<Double> losses,
      int epoch) {
    Run run = shard.run();
    List<Integer> timesteps = run.timestepsOf(network);
    ByteBuffer weights = Floats.bytes(numbers.weights());
    ByteBuffer averages = Floats.bytes(numbers.averages());
    return ScoreWeights.newBuilder()
        .setRun(run.id())
        .setIncarnation(shard.incarnation())
        .setNetwork(network)
        .setFirstTimestep(network)
        .setLastTimestep(network + timesteps.size() - 1)
        .setTimes(timesteps.stream().map(run.grid()::time).toList())
        .setMilestone(milestone)
        .setHalf(shard.half())
        .setOffsets(place)
        .setStep(numbers.step())
        .setWeights(weights)
        .setAveragedWeights(averages.hasRemaining() ? averages : null)
        .setFurtherWeights(further.map(copy -> Floats.bytes(copy.weights())).orElse(null))
        .setFurtherStep(further.map(NetworkWeights::step).orElse(null))
        .setLosses(losses)
        .setParameters(run.network().parameters())
        .setDepth(run.network().depth())
        .setLargestWeight(largest(numbers.weights()))
        .setWeightBound(run.spec().getNetwork().getWeightBound())
        .setEpoch(epoch)
        .setSpecHash(run.hash())
        .setContentHash(
            further
                .map(
                    copy ->
                        hash(
                            numbers.step(),
                            weights,
                            averages,
                            step(copy.step()),
                            Floats.bytes(copy.weights())))
                .orElseGet(() -> hash(numbers.step(), weights, averages)))
        .build();
  }

  /** What training one network of a shard goes on from, beside its weights. */
  public static TrainingState state(
      Shard shard, int network, long milestone, NetworkState state, int epoch) {
    ByteBuffer first = Floats.bytes(state.firstMoments());
    ByteBuffer second = Floats.bytes(state.secondMoments());
    return TrainingState.newBuilder()
        .setRun(shard.run().id())
        .setIncarnation(shard.incarnation())
        .setNetwork(network)
        .setMilestone(milestone)
        .setHalf(shard.half())
        .setStep(state.step())
        .setFirstMoments(first)
        .setSecondMoments(second)
        .setRngSeed(shard.seed())
        .setRngPosition(state.step())
        .setEpoch(epoch)
        .setSpecHash(shard.run().hash())
        .setContentHash(hash(state.step(), first, second))
        .build();
  }

  /**
   * The network in an event.
   *
   * @throws IllegalArgumentException when it was made for another specification of the run, does
   *     not fit the run's networks, or its content does not match its hash
   */
  public static NetworkWeights weights(Run run, ScoreWeights event) {
    requireOf(run, event.getSpecHash(), describe(event));
    NetworkWeights weights = weights(event);
    weights.requireFits(run.network(), event.getNetwork());
    return weights;
  }

  /**
   * The same, of whatever specification.
   *
   * @throws IllegalArgumentException when its content does not match its hash
   */
  public static NetworkWeights weights(ScoreWeights event) {
    ByteBuffer averages =
        event.getAveragedWeights() == null ? ByteBuffer.allocate(0) : event.getAveragedWeights();
    ByteBuffer further = event.getFurtherWeights();
    Long furtherStep = event.getFurtherStep();
    requireSound(
        further == null || furtherStep == null
            ? hash(event.getStep(), event.getWeights(), averages)
            : hash(event.getStep(), event.getWeights(), averages, step(furtherStep), further),
        event.getContentHash(),
        describe(event));
    return new NetworkWeights(Floats.of(event.getWeights()), Floats.of(averages), event.getStep());
  }

  /**
   * The copy that was trained further than the network in an event, without running means.
   *
   * @param event whose {@link #weights(Run, ScoreWeights) network} is sound
   * @return empty where there is none
   * @throws IllegalArgumentException when it does not fit the run's networks
   */
  public static Optional<NetworkWeights> further(Run run, ScoreWeights event) {
    ByteBuffer numbers = event.getFurtherWeights();
    Long step = event.getFurtherStep();
    if (numbers == null || step == null) {
      return Optional.empty();
    }
    NetworkWeights copy = new NetworkWeights(Floats.of(numbers), step);
    copy.requireFits(run.network(), event.getNetwork());
    return Optional.of(copy);
  }

  /**
   * Returns when an event is the one that a milestone says lies there.
   *
   * @throws IllegalArgumentException when it is of another milestone, incarnation or half
   */
  public static void requireMilestone(
      ScoreWeights event, int incarnation, long milestone, SampleHalf half) {
    if (event.getMilestone() != milestone
        || event.getIncarnation() != incarnation
        || event.getHalf() != half) {
      throw new IllegalArgumentException(
          "%s, incarnation %s, of %s samples: lies where milestone %s of incarnation %s, of %s, is said to lie"
              .formatted(
                  describe(event),
                  event.getIncarnation(),
                  event.getHalf(),
                  milestone,
                  incarnation,
                  half));
    }
  }

  /**
   * All that training goes on from.
   *
   * @throws IllegalArgumentException when the two do not belong to each other and to the run, or
   *     one is damaged
   */
  public static NetworkState state(Run run, ScoreWeights weights, TrainingState state) {
    requireOf(run, state.getSpecHash(), describe(state));
    if (state.getNetwork() != weights.getNetwork()
        || state.getMilestone() != weights.getMilestone()
        || state.getHalf() != weights.getHalf()
        || state.getStep() != weights.getStep()) {
      throw new IllegalArgumentException(
          "%s at step %s does not belong to %s at step %s"
              .formatted(describe(state), state.getStep(), describe(weights), weights.getStep()));
    }
    requireSound(
        hash(state.getStep(), state.getFirstMoments(), state.getSecondMoments()),
        state.getContentHash(),
        describe(state));
    NetworkState whole =
        new NetworkState(
            weights(run, weights),
            Floats.of(state.getFirstMoments()),
            Floats.of(state.getSecondMoments()));
    whole.requireFits(run.network(), state.getNetwork());
    return whole;
  }

  /** Names a network's weights, as messages do. */
  public static String describe(ScoreWeights event) {
    return "weights of run %s, network %s, milestone %s"
        .formatted(event.getRun(), event.getNetwork(), event.getMilestone());
  }

  private static String describe(TrainingState event) {
    return "training state of run %s, network %s, milestone %s"
        .formatted(event.getRun(), event.getNetwork(), event.getMilestone());
  }

  private static void requireOf(Run run, String specHash, String what) {
    if (!specHash.equals(run.hash())) {
      throw new IllegalArgumentException(
          "%s: made for another specification of %s than the one on the runs topic"
              .formatted(what, run));
    }
  }

  private static void requireSound(String found, String said, String what) {
    if (!found.equals(said)) {
      throw new IllegalArgumentException(
          what + ": damaged, its content has another hash than it says");
    }
  }

  private static String hash(long step, ByteBuffer... numbers) {
    return Hashes.of(
        Stream.concat(Stream.of(step(step)), Stream.of(numbers)).toArray(ByteBuffer[]::new));
  }

  private static ByteBuffer step(long step) {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, step);
  }

  private static double largest(float[] weights) {
    double largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest;
  }
}
