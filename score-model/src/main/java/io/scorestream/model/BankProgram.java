package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.BankSpec;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The graph of a bank that answers, at work in a session of its own. For one thread at a time,
 * which has blocks of rows computed on several.
 */
final class BankProgram implements AutoCloseable {
  /** Rows of held-out data in one call of the graph, which may be one of several at once. */
  private static final int LOSS_ROWS = 256;

  private final BankSpec spec;
  private final Device device;
  private final BankSession session;
  private boolean hasWeights;

  private BankProgram(BankSpec spec, Device device, BankSession session) {
    this.spec = spec;
    this.device = device;
    this.session = session;
  }

  /**
   * Builds and loads the graph of a bank that answers; its variables hold nothing yet.
   *
   * @throws IllegalStateException if TensorFlow cannot be loaded or the device is not to be had
   * @throws java.io.UncheckedIOException if the temporary folder cannot be written
   */
  static BankProgram open(BankSpec spec, DevicePreference preference) {
    Device device = TensorFlowRuntime.start().device(preference);
    return new BankProgram(
        spec,
        device,
        BankSession.open(
            device.kind(), AnswerGraph.SIGNATURES, folder -> AnswerGraph.write(spec, folder)));
  }

  BankSpec spec() {
    return spec;
  }

  Device device() {
    return device;
  }

  BankSession session() {
    return session;
  }

  int dimension() {
    return spec.network().dimension();
  }

  /** The variables hold something now. */
  void filled() {
    hasWeights = true;
  }

  /**
   * The loss of each timestep on each sample, with noise that is a function of the seed and the
   * timestep's number alone.
   *
   * @param samples {@code [n, d]} between position and limit, n at least 1; left as it is
   */
  HeldOutLoss loss(FloatBuffer samples, long seed) {
    int n = rows(samples);
    float[][] perSample = new float[spec.timesteps().size()][n];
    ComputeThreads.each(
        blocks(n, LOSS_ROWS),
        block -> {
          int start = block * LOSS_ROWS;
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
        });
    return new HeldOutLoss(perSample);
  }

  /** How many blocks of a size n rows are. */
  static int blocks(int n, int size) {
    return (n + size - 1) / size;
  }

  /**
   * A scope for the arrays of one call that needs weights.
   *
   * @throws IllegalStateException where there are none
   */
  NDManager scope() {
    NDManager scope = session.newScope();
    if (!hasWeights) {
      scope.close();
      throw new IllegalStateException(
          "the networks of this bank have no weights yet; initialise or restore it first");
    }
    return scope;
  }

  Map<String, NDArray> noisyBatch(NDManager scope, FloatBuffer samples, long seed, long stream) {
    Map<String, NDArray> inputs = new HashMap<>();
    inputs.put("x0", rowsOf(scope, samples));
    inputs.put("seed", scope.create(seed));
    inputs.put("stream", scope.create(stream));
    return inputs;
  }

  NDArray rowsOf(NDManager scope, FloatBuffer samples) {
    return scope.create(
        samples.duplicate(), new Shape(rows(samples), dimension()), DataType.FLOAT32);
  }

  private int rows(FloatBuffer samples) {
    int numbers = samples.remaining();
    if (numbers == 0 || numbers % dimension() != 0) {
      throw new IllegalArgumentException(
          "%s numbers are not rows of dimension %s; give at least one whole row"
              .formatted(numbers, dimension()));
    }
    return numbers / dimension();
  }

  @Override
  public void close() {
    session.close();
  }
}
