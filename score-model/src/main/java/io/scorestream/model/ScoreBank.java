package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.run.network.Adam;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.Timestep;
import io.scorestream.run.network.TimestepState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * K score networks, one per timestep, trained and evaluated together as one TensorFlow graph.
 *
 * <p>Where the specification has timesteps share a network, there is one, which every timestep sees
 * with the time's features beside the point: all states are that one's, and a step moves it by the
 * sum of all objectives.
 *
 * <p>Otherwise what a timestep's network becomes depends on the specification, the seeds and the
 * batches, and not on which other timesteps share its bank: initial weights and noise are the same
 * bits in any bank. Training repeats bit for bit where the timesteps of the bank, the build, the
 * CPU type, the number of processors and the environment's {@code TF_ENABLE_ONEDNN_OPTS} are the
 * same; where one of these differs, results may differ by rounding.
 *
 * <p>For one thread at a time; any number of banks may live in a process. Results that have one
 * entry per timestep are in the order of {@link BankSpec#timesteps()}.
 */
public final class ScoreBank implements ScoreFunction, AutoCloseable {
  /** Rows of held-out data in one call of the graph, to bound its memory. */
  private static final int LOSS_ROWS = 256;

  private final BankSpec spec;
  private final Device device;
  private final BankSession session;
  private long step;
  private boolean hasWeights;

  private ScoreBank(BankSpec spec, Device device, BankSession session) {
    this.spec = spec;
    this.device = device;
    this.session = session;
  }

  /**
   * Builds a bank; its networks have no weights before {@link #initialise} or {@link #restore}.
   *
   * @throws IllegalStateException if TensorFlow cannot be loaded or the device is not to be had
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  public static ScoreBank open(BankSpec spec, DevicePreference preference) {
    Device device = TensorFlowRuntime.start().device(preference);
    try {
      Path folder = Files.createTempDirectory("scorestream-bank");
      try {
        BankGraph.write(spec, folder);
        return new ScoreBank(
            spec, device, BankSession.load(folder, TensorFlowRuntime.sessionConfig(device.kind())));
      } finally {
        Files.deleteIfExists(folder.resolve("saved_model.pb"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the graph of a score bank could not go through the temporary folder %s; free space there or set java.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  /** What the bank holds. */
  public BankSpec spec() {
    return spec;
  }

  /** Where it computes. */
  public Device device() {
    return device;
  }

  /** Updates done so far by every network of the bank. */
  public long step() {
    return step;
  }

  @Override
  public int dimension() {
    return spec.network().dimension();
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
          "learning rate is %s at step %d; give a finite one of at least 0"
              .formatted(learningRate, step));
    }
    Adam adam = spec.optimiser().adam();
    try (NDManager scope = scope()) {
      Map<String, NDArray> inputs = noisyBatch(scope, batch, seed, step);
      inputs.put("learning_rate", scope.create(learningRate));
      inputs.put("beta1_power", scope.create((float) Math.pow(adam.beta1(), step + 1.0)));
      inputs.put("beta2_power", scope.create((float) Math.pow(adam.beta2(), step + 1.0)));
      if (spec.optimiser().averaging().isPresent()) {
        inputs.put("averaging_share", scope.create(spec.optimiser().averagingShare(step)));
      }
      float[] loss = session.call(Signature.TRAIN_STEP, inputs).head().toFloatArray();
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
    int n = rows(samples);
    float[][] perSample = new float[spec.timesteps().size()][n];
    for (int start = 0; start < n; start += LOSS_ROWS) {
      int rows = Math.min(LOSS_ROWS, n - start);
      FloatBuffer chunk =
          samples.slice(samples.position() + start * dimension(), rows * dimension());
      try (NDManager scope = scope()) {
        Map<String, NDArray> inputs = noisyBatch(scope, chunk, seed, -1L - start);
        float[] losses = session.call(Signature.LOSS, inputs).head().toFloatArray();
        for (int k = 0; k < perSample.length; k++) {
          System.arraycopy(losses, k * rows, perSample[k], start, rows);
        }
      }
    }
    return new HeldOutLoss(perSample);
  }

  private NDManager scope() {
    NDManager scope = session.newScope();
    if (!hasWeights) {
      scope.close();
      throw new IllegalStateException(
          "the networks of this bank have no weights yet; initialise or restore it first");
    }
    return scope;
  }

  private Map<String, NDArray> noisyBatch(
      NDManager scope, FloatBuffer samples, long seed, long stream) {
    Map<String, NDArray> inputs = new HashMap<>();
    inputs.put("x0", rowsOf(scope, samples));
    inputs.put("seed", scope.create(seed));
    inputs.put("stream", scope.create(stream));
    return inputs;
  }

  private NDArray rowsOf(NDManager scope, FloatBuffer samples) {
    return scope.create(
        samples.duplicate(), new Shape(rows(samples), dimension()), DataType.FLOAT32);
  }

  private int rows(FloatBuffer samples) {
    int numbers = samples.remaining();
    if (numbers == 0 || numbers % dimension() != 0) {
      throw new IllegalArgumentException(
          "%d numbers are not rows of dimension %d; give at least one whole row"
              .formatted(numbers, dimension()));
    }
    return numbers / dimension();
  }

  /** {@code −ε̂_t(x)/σ_t}; see {@link #noisePrediction} for shapes and errors. */
  @Override
  public void score(int timestep, float[] x, float[] out) {
    noisePrediction(timestep, x, out);
    double time = spec.timesteps().get(indexOf(timestep)).time();
    float factor = (float) (-1 / OrnsteinUhlenbeck.sigma(time));
    for (int i = 0; i < out.length; i++) {
      out[i] *= factor;
    }
  }

  /**
   * The noise {@code ε̂_t(x) = −σ_t·ŝ_t(x)} that a timestep's network sees in each row.
   *
   * @param timestep a number that the bank holds
   * @param x {@code [n, d]}, row-major, n at least 1; left unchanged
   * @param out {@code [n, d]}, as long as {@code x}
   * @throws IllegalArgumentException if a length or the timestep does not fit
   */
  public void noisePrediction(int timestep, float[] x, float[] out) {
    if (out.length != x.length) {
      throw new IllegalArgumentException(
          "out has %d numbers and x %d; give equal lengths".formatted(out.length, x.length));
    }
    try (NDManager scope = scope()) {
      Map<String, NDArray> inputs = new HashMap<>();
      inputs.put("index", scope.create(indexOf(timestep)));
      inputs.put("x", rowsOf(scope, FloatBuffer.wrap(x)));
      float[] noise = session.call(Signature.SCORE_AT, inputs).head().toFloatArray();
      System.arraycopy(noise, 0, out, 0, noise.length);
    }
  }

  private int indexOf(int timestep) {
    int index = spec.indexOf(timestep);
    if (index < 0) {
      throw new IllegalArgumentException(
          "timestep %d is not in this bank, which holds %s"
              .formatted(timestep, spec.timesteps().stream().map(Timestep::number).toList()));
    }
    return index;
  }

  /** The state of every network, copied out. */
  public List<TimestepState> state() {
    try (NDManager scope = scope()) {
      return StateTransfer.read(session, scope, spec, step);
    }
  }

  /**
   * Puts every network into a state, so that training goes on from there in the same bits.
   *
   * @param states one per timestep of the bank, all after the same number of steps
   * @throws IllegalArgumentException if they do not fit the bank, which then keeps what it had
   */
  public void restore(List<TimestepState> states) {
    try (NDManager scope = session.newScope()) {
      StateTransfer.write(session, scope, spec, states);
    }
    step = states.get(0).step();
    hasWeights = true;
  }

  @Override
  public void close() {
    session.close();
  }
}
