package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.TimeFeatures;
import io.scorestream.run.network.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
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
 * as {@link ScoreNetworks#score} does but for rounding.
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
    long bytes = (long) spec.networks().size() * spec.network().parameters() * Float.BYTES;
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
    Operand<TFloat32> score =
        new TimestepNetwork(tf, spec.network(), constants(tf, spec, networks), index)
            .score(tf.expandDims(x, tf.constant(0)));
    model.addSignature(
        Signature.SCORE,
        Map.of("x", x, "k", k),
        Map.of("score", GraphOps.at(tf, score, tf.constant(0))));
  }

  private static NamedOperands constants(Ops tf, BankSpec spec, List<NetworkWeights> networks) {
    int steps = spec.timesteps().size();
    Map<String, Operand<?>> constants = new HashMap<>();
    List<float[]> scored = networks.stream().map(NetworkWeights::scored).toList();
    List<WeightTensor> tensors = spec.network().tensors();
    for (int i = 0; i < tensors.size(); i++) {
      WeightTensor tensor = tensors.get(i);
      constants.put(
          StatePart.WEIGHTS.nameOf(tensor),
          constant(
              tf.withName(tensor.name()),
              StateLayout.of(spec.network(), i).join(scored),
              networks.size(),
              tensor.rows(),
              tensor.columns()));
    }
    constants.put(
        "scales",
        constant(
            tf,
            BankConstants.scales(spec, spec.timesteps()),
            BankConstants.SCALES,
            steps,
            1,
            spec.network().dimension()));
    List<Integer> numbers = spec.networks();
    constants.put(
        "networks",
        tf.constant(
            spec.timesteps().stream().mapToInt(k -> numbers.indexOf(k.network())).toArray()));
    if (spec.network().seesTime()) {
      constants.put(
          "features",
          constant(tf, BankConstants.features(spec.timesteps()), steps, 1, TimeFeatures.COUNT));
    }
    spec.pixels()
        .ifPresent(
            of ->
                constants.put(
                    "pixels", constant(tf, of.directions(), 1, of.dimension(), of.grid().size())));
    return new NamedOperands(constants);
  }

  private static Operand<TFloat32> constant(Ops tf, float[] numbers, long... shape) {
    return tf.constant(Shape.of(shape), DataBuffers.of(numbers));
  }
}
