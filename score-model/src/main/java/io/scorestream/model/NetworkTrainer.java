package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.scorestream.run.network.Adam;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkState;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Moves the networks of K timesteps together, by Adam, as one TensorFlow graph. Whoever only wants
 * their answers opens {@link ScoreNetworks}.
 *
 * <p>Where the specification has timesteps share a network, there is one, which every timestep sees
 * with the time's features beside the point: it has one state, and a step moves it by the sum of
 * all objectives.
 *
 * <p>Otherwise what a timestep's network becomes depends on the specification, the seeds and the
 * batches, and not on which other timesteps share its bank: initial weights and noise are the same
 * bits in any bank. Training repeats bit for bit where the timesteps of the bank, the build, the
 * CPU type, the number of processors and the environment's {@code TF_ENABLE_ONEDNN_OPTS} are the
 * same; where one of these differs, results may differ by rounding.
 *
 * <p>For one thread at a time; any number may live in a process. Results that have one entry per
 * timestep are in the order of {@link BankSpec#timesteps()}, and so are those with one per network.
 */
public final class NetworkTrainer implements AutoCloseable {
  private final BankProgram program;
  private final BankSpec spec;
  private long step;

  private NetworkTrainer(BankProgram program) {
    this.program = program;
    this.spec = program.spec();
  }

  /**
   * Builds a trainer; its networks have no weights before {@link #initialise} or {@link #restore}.
   *
   * @throws IllegalStateException if TensorFlow cannot be loaded or the device is not to be had
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  public static NetworkTrainer open(BankSpec spec, DevicePreference preference) {
    return new NetworkTrainer(
        BankProgram.open(spec, preference, TrainerGraph.SIGNATURES, TrainerGraph::write));
  }

  /** What it trains. */
  public BankSpec spec() {
    return spec;
  }

  /** Where it computes. */
  public Device device() {
    return program.device();
  }

  /** Updates done so far by every network. */
  public long step() {
    return step;
  }

  /**
   * Gives every network its first weights, a function of the seed and the timestep's number; each
   * then has the score of a normal law with the data's variances.
   */
  public void initialise(long seed) {
    restore(InitialWeights.draw(spec, seed));
  }

  /**
   * Makes one step of Adam on every network. Every network sees the same samples, each with fresh
   * noise that is a function of the seed, {@link #step()}, the timestep's number and the number of
   * rows.
   *
   * @param batch {@code [rows, d]} between position and limit, at least one row; left as it is
   * @param seed the same at every step of a run
   * @param learningRate of this step, at least 0
   * @return each timestep's mean over rows and coordinates of {@code (ε̂ − ε)²}, before the update;
   *     not finite once training has diverged, after which the weights are lost
   */
  public float[] trainStep(FloatBuffer batch, long seed, float learningRate) {
    if (!(learningRate >= 0 && learningRate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning rate is %s at step %s; give a finite one of at least 0"
              .formatted(learningRate, step));
    }
    Adam adam = spec.optimiser().adam();
    try (NDManager scope = program.scope()) {
      Map<String, NDArray> inputs = program.noisyBatch(scope, batch, seed, step);
      inputs.put("learning_rate", scope.create(learningRate));
      inputs.put("beta1_power", scope.create((float) Math.pow(adam.beta1(), step + 1.0)));
      inputs.put("beta2_power", scope.create((float) Math.pow(adam.beta2(), step + 1.0)));
      if (spec.optimiser().averaging().isPresent()) {
        inputs.put("averaging_share", scope.create(spec.optimiser().averagingShare(step)));
      }
      float[] loss = program.session().call(Signature.TRAIN_STEP, inputs).head().toFloatArray();
      step++;
      return loss;
    }
  }

  /**
   * The loss on samples that were kept out of training, with noise that is a function of the seed
   * and the timestep's number alone and shares nothing with that of {@link #trainStep}.
   *
   * @param samples {@code [n, d]} between position and limit, n at least 1; left as it is
   */
  public HeldOutLoss loss(FloatBuffer samples, long seed) {
    return program.loss(samples, seed);
  }

  /** The state of every network, copied out. */
  public List<NetworkState> state() {
    try (NDManager scope = program.scope()) {
      return StateTransfer.read(program.session(), scope, spec, step);
    }
  }

  /**
   * Puts every network into a state, so that training goes on from there in the same bits.
   *
   * @param states one per network, all after the same number of steps
   * @throws IllegalArgumentException if they do not fit, and the networks keep what they had
   */
  public void restore(List<NetworkState> states) {
    Restored.requireStates(spec, states);
    try (NDManager scope = program.session().newScope()) {
      StateTransfer.write(program.session(), scope, spec, states);
    }
    step = states.get(0).step();
    program.filled();
  }

  @Override
  public void close() {
    program.close();
  }
}
