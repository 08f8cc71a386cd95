package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.Preconditioning;
import io.scorestream.run.network.TimeFeatures;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands around the networks of T timesteps and is not trained, as arrays in row-major order.
 * See {@link Preconditioning} for the notation.
 */
final class BankConstants {
  /** Shares of a mixture. */
  static final int SHARES = 4;

  /** Scales of a score. */
  static final int SCALES = 3;

  private BankConstants() {}

  /**
   * What networks see beside points: {@code mixing}, {@code features} where they are told the time,
   * and {@code pixels [1, d, H·W·C]} where they are convolutional.
   *
   * @param arrays where they go
   */
  static Map<String, NDArray> seen(BankSpec spec, List<Timestep> timesteps, NDManager arrays) {
    int t = timesteps.size();
    int d = spec.network().dimension();
    Map<String, NDArray> named = new HashMap<>();
    named.put("mixing", arrays.create(mixing(spec, timesteps), new Shape(SHARES, t, 1, d)));
    if (spec.network().seesTime()) {
      named.put(
          "features", arrays.create(features(timesteps), new Shape(t, 1, TimeFeatures.COUNT)));
    }
    spec.pixels()
        .ifPresent(
            of ->
                named.put(
                    "pixels", arrays.create(of.directions(), new Shape(1, d, of.grid().size()))));
    return named;
  }

  /**
   * {@code α}, {@code β}, {@code α/√v} and {@code β/√v}: {@code [4, T, 1, d]}. Of what is held, 0
   * but for the third, {@code 1/√v}.
   */
  static float[] mixing(BankSpec spec, List<Timestep> timesteps) {
    int d = spec.network().dimension();
    int size = timesteps.size() * d;
    float[] shares = new float[SHARES * size];
    for (int i = 0; i < size; i++) {
      double deviation = Math.sqrt(spec.dataVariance().get(i % d));
      Preconditioning of = around(spec, timesteps, i);
      shares[i] = (float) of.signalShare();
      shares[size + i] = (float) of.noiseShare();
      shares[2 * size + i] = (float) (of.isHeld() ? 1 / deviation : of.signalShare() / deviation);
      shares[3 * size + i] = (float) (of.noiseShare() / deviation);
    }
    return shares;
  }

  /** {@code c}, {@code −β/σ} and {@code −α/σ}: {@code [3, T, 1, d]}. */
  static float[] scales(BankSpec spec, List<Timestep> timesteps) {
    int d = spec.network().dimension();
    int size = timesteps.size() * d;
    float[] scales = new float[SCALES * size];
    for (int i = 0; i < size; i++) {
      double sigma = OrnsteinUhlenbeck.sigma(timesteps.get(i / d).time());
      Preconditioning of = around(spec, timesteps, i);
      scales[i] = (float) of.inputScale();
      scales[size + i] = (float) (-of.noiseShare() / sigma);
      scales[2 * size + i] = (float) (-of.signalShare() / sigma);
    }
    return scales;
  }

  private static Preconditioning around(BankSpec spec, List<Timestep> timesteps, int i) {
    int d = spec.network().dimension();
    return spec.around(timesteps.get(i / d), i % d);
  }

  /** {@link TimeFeatures}: {@code [T, 1, F]}. */
  static float[] features(List<Timestep> timesteps) {
    FloatBuffer features = FloatBuffer.allocate(timesteps.size() * TimeFeatures.COUNT);
    timesteps.forEach(timestep -> features.put(TimeFeatures.at(timestep.time())));
    return features.array();
  }
}
