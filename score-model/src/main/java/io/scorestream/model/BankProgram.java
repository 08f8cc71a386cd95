package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.BankSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A bank's graph at work in a session of its own: what answering and training have in common. For
 * one thread at a time.
 */
final class BankProgram implements AutoCloseable {
  /** Rows of held-out data in one call of the graph, to bound its memory. */
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

  /** Builds the graph of a bank. */
  @FunctionalInterface
  interface GraphWriter {
    void write(BankSpec spec, Path folder) throws IOException;
  }

  /**
   * Builds and loads a graph; its variables hold nothing yet.
   *
   * @param signatures that the graph has
   * @throws IllegalStateException if TensorFlow cannot be loaded or the device is not to be had
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  static BankProgram open(
      BankSpec spec, DevicePreference preference, Set<Signature> signatures, GraphWriter graph) {
    Device device = TensorFlowRuntime.start().device(preference);
    try {
      Path folder = Files.createTempDirectory("scorestream-bank");
      try {
        graph.write(spec, folder);
        return new BankProgram(
            spec,
            device,
            BankSession.load(folder, signatures, TensorFlowRuntime.sessionConfig(device.kind())));
      } finally {
        Files.deleteIfExists(folder.resolve("saved_model.pb"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the graph of a bank could not go through the temporary folder %s; free space there or set java.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
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
