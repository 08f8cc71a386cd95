package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.Preconditioning;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * One batch of data as every network sees it: the same samples, each timestep with its own noise.
 *
 * @param inputs the placeholders {@code x0 [rows, d]}, {@code seed} and {@code stream}
 * @param y what enters the networks, {@code α·x_0/√v + β·ε}, {@code [K, rows, d]}
 * @param target what they should answer, {@code u = α·ε − β·x_0/√v}, {@code [K, rows, d]}
 * @param signalShare {@code α}, {@code [K, 1, d]}
 */
record NoisyBatch(
    Map<String, Operand<?>> inputs,
    Operand<TFloat32> y,
    Operand<TFloat32> target,
    Operand<TFloat32> signalShare) {

  static NoisyBatch declare(Ops tf, BankSpec spec, NetworkGraph network) {
    Placeholder<TFloat32> x0 =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, spec.network().dimension())));
    Placeholder<TInt64> seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    Placeholder<TInt64> stream = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    Operand<TFloat32> noise = TimestepNoise.draw(tf, spec.timesteps(), x0, seed, stream);
    Operand<TFloat32> data = tf.math.mul(x0, network.whitening(tf));
    Operand<TFloat32> alpha = network.coefficient(tf, Preconditioning::signalShare);
    Operand<TFloat32> beta = network.coefficient(tf, Preconditioning::noiseShare);
    return new NoisyBatch(
        Map.of("x0", x0, "seed", seed, "stream", stream),
        tf.math.add(tf.math.mul(alpha, data), tf.math.mul(beta, noise)),
        tf.math.sub(tf.math.mul(alpha, noise), tf.math.mul(beta, data)),
        alpha);
  }

  /** {@code (ε̂ − ε)²} of every timestep, sample and coordinate, {@code [K, rows, d]}. */
  Operand<TFloat32> squaredErrors(Ops tf, NetworkGraph network, List<Operand<TFloat32>> weights) {
    Operand<TFloat32> error = tf.math.sub(network.applyAll(tf, y, weights), target);
    return tf.math.square(tf.math.mul(signalShare, error));
  }
}
