package io.scorestream.trainer.progress;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.SampleOffset;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.trainer.Specs;
import io.scorestream.trainer.training.LossWindow;
import io.scorestream.trainer.training.MemorisationOnset;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What training hands to the log, without any training. */
final class Milestones {

  static final String DEVICE = "a device";
  static final int STEPS = 200;
  static final int BATCH = 16;

  private Milestones() {}

  /** Four timesteps in two shards, which come again for each half. */
  static RunState run(String id) {
    return run(id, 1);
  }

  /** Another specification of the same run. */
  static RunState run(String id, long seed) {
    return RunState.of(
        new Run(Specs.small(id, "samples").setShards(2).setHalves(true).setSeed(seed).build()));
  }

  /** The run, deleted and restored. */
  static RunState again(RunState state) {
    return after(after(state, RunAction.DELETE), RunAction.RESTORE);
  }

  private static RunState after(RunState state, RunAction action) {
    return state.after(
        new RunCommand(state.run().id(), action, null, "a test", state.run().hash(), null, null));
  }

  /** Four seconds, one of them for the data. */
  static TrainedMilestone trained(Shard shard, long milestone) {
    LossWindow losses = new LossWindow(shard.size());
    losses.add(losses(shard, 1));
    losses.add(losses(shard, 3));
    return new TrainedMilestone(
        milestone,
        STEPS,
        BATCH,
        losses,
        List.of(),
        0,
        4_000_000_000L,
        1_000_000_000L,
        Optional.of(new MemorisationOnset(100, 150)));
  }

  /** Of timestep k: k, times a factor. */
  private static float[] losses(Shard shard, int factor) {
    float[] losses = new float[shard.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = factor * (shard.first() + i);
    }
    return losses;
  }

  static TrainingSet set(long milestone) {
    return new TrainingSet(
        milestone,
        new int[] {0, 1},
        List.of(new SampleOffset(0, 5 * milestone, 3)),
        milestone / 4,
        "hash of " + milestone,
        new int[0]);
  }

  /** Other ones at each seed. */
  static List<NetworkState> states(Shard shard, int seed) {
    RandomGenerator rng = Seeds.generator(seed);
    return shard.networks().stream().map(network -> state(shard, rng, seed)).toList();
  }

  private static NetworkState state(Shard shard, RandomGenerator rng, int seed) {
    int parameters = shard.run().network().parameters();
    return new NetworkState(
        new NetworkWeights(floats(rng, parameters), 100L * seed),
        floats(rng, parameters),
        floats(rng, parameters));
  }

  private static float[] floats(RandomGenerator rng, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = rng.nextFloat();
    }
    return floats;
  }
}
