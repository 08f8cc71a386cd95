package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Timestep;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks of K timesteps as they answer: restored from weights alone, with no place for what
 * training needs beside them. {@link NetworkTrainer} moves them.
 *
 * <p>For one thread at a time; any number may live in a process. Results that have one entry per
 * timestep are in the order of {@link BankSpec#timesteps()}, and so are those with one per network.
 */
public final class ScoreNetworks implements ScoreFunction, AutoCloseable {
  /** Rows in one call of the graph, which may be one of several at once. */
  private static final int SCORE_ROWS = 1024;

  private final BankProgram program;
  private final BankSpec spec;

  private ScoreNetworks(BankProgram program) {
    this.program = program;
    this.spec = program.spec();
  }

  /**
   * Makes room for networks, which have no weights before {@link #restore}.
   *
   * @throws IllegalStateException if TensorFlow cannot be loaded or the device is not to be had
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  public static ScoreNetworks open(BankSpec spec, DevicePreference preference) {
    return new ScoreNetworks(BankProgram.open(spec, preference));
  }

  /** Which networks there is room for. */
  public BankSpec spec() {
    return spec;
  }

  @Override
  public int dimension() {
    return program.dimension();
  }

  /**
   * Takes over networks that were trained. Where running means of their weights are kept, these
   * answer.
   *
   * @param networks one per network
   * @throws IllegalArgumentException if they do not fit, and what was there before stays
   */
  public void restore(List<NetworkWeights> networks) {
    Restored.requireWeights(spec, networks);
    try (NDManager scope = program.session().newScope()) {
      program
          .session()
          .call(
              Signature.SET_STATE,
              StateTransfer.join(
                  scope,
                  spec.network(),
                  StatePart.WEIGHTS,
                  networks.stream().map(NetworkWeights::scored).toList()));
    }
    program.filled();
  }

  /**
   * The loss on samples, with noise that is a function of the seed and the timestep's number alone,
   * as {@link NetworkTrainer#loss} takes it.
   *
   * @param samples {@code [n, d]} between position and limit, n at least 1; left as it is
   */
  public HeldOutLoss loss(FloatBuffer samples, long seed) {
    return program.loss(samples, seed);
  }

  /** {@code −ε̂_t(x)/σ_t} with the noise {@code ε̂_t} that a network sees; at least one row. */
  @Override
  public void score(int timestep, Rows x, Rows out) {
    x.requireDimension(dimension());
    out.requireAlike(x);
    int index = indexOf(timestep);
    float factor = (float) (-1 / OrnsteinUhlenbeck.sigma(spec.timesteps().get(index).time()));
    int n = x.numbers().length / dimension();
    ComputeThreads.each(
        BankProgram.blocks(n, SCORE_ROWS),
        block -> {
          int start = block * SCORE_ROWS * dimension();
          int size = Math.min(SCORE_ROWS * dimension(), x.numbers().length - start);
          float[] noise = noise(index, FloatBuffer.wrap(x.numbers(), start, size).slice());
          for (int i = 0; i < size; i++) {
            out.numbers()[start + i] = noise[i] * factor;
          }
        });
  }

  private float[] noise(int index, FloatBuffer x) {
    try (NDManager scope = program.scope()) {
      Map<String, NDArray> inputs = new HashMap<>();
      inputs.put("index", scope.create(index));
      inputs.put("x", program.rowsOf(scope, x));
      return program.session().call(Signature.SCORE_AT, inputs).head().toFloatArray();
    }
  }

  private int indexOf(int timestep) {
    int index = spec.indexOf(timestep);
    if (index < 0) {
      throw new IllegalArgumentException(
          "timestep %s is not in this bank, which holds %s"
              .formatted(timestep, spec.timesteps().stream().map(Timestep::number).toList()));
    }
    return index;
  }

  @Override
  public void close() {
    program.close();
  }
}
