package io.scorestream.model;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Networks as a SavedModel for programs that know TensorFlow and nothing of this one. Its weights
 * are constants of the graph, so that it is one file and has nothing to restore.
 *
 * <p>The signature {@code score} takes {@code x [n, d]}, float32, in the networks' coordinates, and
 * the timestep's number {@code k}, a scalar int32 in {@code 1..N}. It gives {@code score [n, d]},
 * the bits that {@link ScoreNetworks#score} gives on the same device.
 */
public final class SavedScoreModel {

  /** What a message of Protobuf may hold, less room for all that is no weight. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (16L << 20);

  private SavedScoreModel() {}

  /**
   * Writes {@code saved_model.pb}.
   *
   * @param spec of a whole grid, timesteps 1 to N
   * @param networks one per network
   * @param folder that exists
   * @throws IllegalArgumentException if the networks do not fit the bank, or are larger than such a
   *     file may be
   * @throws IllegalStateException if TensorFlow cannot be loaded
   * @throws IOException if the folder cannot be written
   */
  public static void write(BankSpec spec, List<NetworkWeights> networks, Path folder)
      throws IOException {
    Restored.requireWeights(spec, networks);
    long bytes = (long) spec.networks() * spec.network().parameters() * Float.BYTES;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "weights of %s bytes are more than a SavedModel holds, %s; take them as arrays"
              .formatted(bytes, MOST_BYTES));
    }
    TensorFlowRuntime.start();
    try (SavedModelGraph model = new SavedModelGraph()) {
      addScore(model, spec, networks);
      model.write(folder);
    }
  }

  private static void addScore(
      SavedModelGraph model, BankSpec spec, List<NetworkWeights> networks) {
    Ops tf = model.ops();
    Placeholder<TFloat32> x =
        tf.withName("x")
            .placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, spec.network().dimension())));
    Placeholder<TInt32> k =
        tf.withName("k").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Operand<TInt32> index = tf.math.sub(k, tf.constant(1));
    Operand<TFloat32> noise =
        new NetworkGraph(spec).noiseAt(tf, index, x, weightsAt(tf, spec, networks, index));
    Operand<TFloat32> score =
        tf.math.mul(noise, tf.gather(factors(tf, spec), index, tf.constant(0)));
    model.addSignature(Signature.SCORE, Map.of("x", x, "k", k), Map.of("score", score));
  }

  /** The weights of the timestep at an index, each {@code [rows, columns]}. */
  private static List<Operand<TFloat32>> weightsAt(
      Ops tf, BankSpec spec, List<NetworkWeights> networks, Operand<TInt32> index) {
    Operand<TInt32> network = spec.network().isShared() ? tf.constant(0) : index;
    List<float[]> scored = networks.stream().map(NetworkWeights::scored).toList();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    List<WeightTensor> tensors = spec.network().tensors();
    for (int i = 0; i < tensors.size(); i++) {
      WeightTensor tensor = tensors.get(i);
      Operand<TFloat32> all =
          tf.withName(tensor.name())
              .constant(
                  Shape.of(networks.size(), tensor.rows(), tensor.columns()),
                  DataBuffers.of(StateLayout.of(spec.network(), i).join(scored)));
      weights.add(tf.gather(all, network, tf.constant(0)));
    }
    return weights;
  }

  /** {@code −1/σ} of each timestep, {@code [K]}. */
  private static Operand<TFloat32> factors(Ops tf, BankSpec spec) {
    float[] factors = new float[spec.timesteps().size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) (-1 / OrnsteinUhlenbeck.sigma(spec.timesteps().get(i).time()));
    }
    return tf.constant(factors);
  }
}
