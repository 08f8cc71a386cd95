package io.scorestream.model;

import ai.djl.ndarray.NDManager;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves the networks of K timesteps by Adam, in TensorFlow. Whoever only wants their answers opens
 * {@link ScoreNetworks}.
 *
 * <p>A network that answers for several timesteps sees the time's features beside the point: it has
 * one state, and a step moves it by the sum of their objectives, each on its share of the samples.
 *
 * <p>Networks do not know of each other. On a CPU one of several timesteps, a large one, or two
 * small ones are one program that XLA compiled, and as many of these run at once as there are
 * processors; on a GPU those of one timestep each are one batch. What a network becomes depends on
 * the specification, the seeds and the batches, and not on which others share its bank: initial
 * weights, noise and results are the same bits in any bank that has all of its timesteps, at any
 * number of processors, however many steps are asked for at once. They repeat where the build and
 * the CPU's type are the same; elsewhere they may differ by rounding.
 *
 * <p>For one thread at a time; any number may live in a process. Results that have one entry per
 * timestep are in the order of {@link BankSpec#timesteps()}, and so are those with one per network.
 */
public final class NetworkTrainer implements AutoCloseable {
  private final BankSpec spec;
  private final Device device;
  private final List<NetworkGroup> groups;
  private @Nullable ScoreNetworks answering;
  private boolean isAnsweringStale = true;
  private boolean hasWeights;
  private boolean closed;
  private long step;

  private NetworkTrainer(BankSpec spec, Device device) {
    this.spec = spec;
    this.device = device;
    this.groups =
        Grouping.of(spec, device.kind()).stream()
            .map(group -> new NetworkGroup(spec, group, device.kind()))
            .toList();
  }

  /**
   * Builds a trainer; its networks have no weights before {@link #initialise} or {@link #restore}.
   *
   * @throws IllegalStateException if TensorFlow cannot be loaded or the device is not to be had
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  public static NetworkTrainer open(BankSpec spec, DevicePreference preference) {
    return new NetworkTrainer(spec, TensorFlowRuntime.start().device(preference));
  }

  /** What it trains. */
  public BankSpec spec() {
    return spec;
  }

  /** Where it computes. */
  public Device device() {
    return device;
  }

  /** Updates done so far by every network. */
  public long step() {
    return step;
  }

  /**
   * Gives every network its first weights, a function of the seed and the network's number; each
   * then has the score of a normal law with the data's variances.
   */
  public void initialise(long seed) {
    restore(InitialWeights.draw(spec, seed));
  }

  /** {@link #train} with one batch. */
  public float[] trainStep(FloatBuffer batch, long seed, float learningRate) {
    return train(batch, seed, learningRate)[0];
  }

  /**
   * Makes steps of Adam on every network. At each, every network sees the same samples, those of
   * several timesteps each sample at one of them in turn, with fresh noise that is a function of
   * the seed, {@link #step()}, the timestep's number, or the first one's, and the number of rows.
   *
   * @param batches one after the other, {@code [steps, rows, d]} between position and limit, with
   *     at least one row each; left as they are
   * @param seed the same at every step of a run
   * @param learningRates of each step, at least 0; at least one
   * @return of each step each timestep's mean over its rows and coordinates of {@code (ε̂ − ε)²},
   *     before the update; not finite once training has diverged, after which the weights are lost
   */
  public float[][] train(FloatBuffer batches, long seed, float... learningRates) {
    requireWeights();
    int rows = requireRows(batches, learningRates.length);
    requireRates(learningRates);
    isAnsweringStale = true;
    try (NDManager scope = groups.get(0).newScope()) {
      float[][] losses =
          new TrainingSteps(spec, rows, seed, step).run(scope, groups, batches, learningRates);
      step += learningRates.length;
      return losses;
    }
  }

  private int requireRows(FloatBuffer batches, int steps) {
    int d = spec.network().dimension();
    int numbers = batches.remaining();
    if (steps == 0 || numbers == 0 || numbers % (steps * d) != 0) {
      throw new IllegalArgumentException(
          "%s numbers are not %s batches of rows of dimension %s; give at least one whole row to each of at least one"
              .formatted(numbers, steps, d));
    }
    return numbers / (steps * d);
  }

  private void requireRates(float[] learningRates) {
    for (int i = 0; i < learningRates.length; i++) {
      if (!(learningRates[i] >= 0 && learningRates[i] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "learning rate is %s at step %s; give a finite one of at least 0"
                .formatted(learningRates[i], step + i));
      }
    }
  }

  private void requireWeights() {
    requireOpen();
    if (!hasWeights) {
      throw new IllegalStateException(
          "the networks of this bank have no weights yet; initialise or restore it first");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the networks are closed; open others");
    }
  }

  /**
   * The loss on samples that were kept out of training, with noise that is a function of the seed
   * and the timestep's number alone and shares nothing with that of {@link #train}.
   *
   * @param samples {@code [n, d]} between position and limit, n at least 1; left as it is
   */
  public HeldOutLoss loss(FloatBuffer samples, long seed) {
    requireWeights();
    if (answering == null) {
      answering = ScoreNetworks.open(spec, device.kind().preference());
    }
    if (isAnsweringStale) {
      answering.restore(state().stream().map(NetworkState::weights).toList());
      isAnsweringStale = false;
    }
    return answering.loss(samples, seed);
  }

  /** The state of every network, copied out. */
  public List<NetworkState> state() {
    requireWeights();
    int size = spec.network().parameters();
    int averages = spec.optimiser().averaging().isPresent() ? size : 0;
    List<NetworkState> states =
        Stream.generate(
                () ->
                    new NetworkState(
                        new NetworkWeights(new float[size], new float[averages], step),
                        new float[size],
                        new float[size]))
            .limit(spec.networks().size())
            .toList();
    groups.forEach(group -> group.read(states));
    return states;
  }

  /**
   * Puts every network into a state, so that training goes on from there in the same bits.
   *
   * @param states one per network, all after the same number of steps
   * @throws IllegalArgumentException if they do not fit, and the networks keep what they had
   */
  public void restore(List<NetworkState> states) {
    requireOpen();
    Restored.requireStates(spec, states);
    groups.forEach(group -> group.restore(states));
    step = states.get(0).step();
    hasWeights = true;
    isAnsweringStale = true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      groups.forEach(NetworkGroup::close);
      if (answering != null) {
        answering.close();
      }
    }
  }
}
