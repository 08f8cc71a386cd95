package io.scorestream.run.network;

import static io.scorestream.diffusion.process.OrnsteinUhlenbeck.signal;
import static io.scorestream.diffusion.process.OrnsteinUhlenbeck.variance;

/**
 * What a network of several timesteps is told of the time: {@code u = ln(σ/a)/4}, a quarter of the
 * noise-to-signal ratio's logarithm, which is about −0.8 at t = 0.001 and 1.25 at t = 5, and {@code
 * sin} and {@code cos} of {@code 2^j·π·u/2} for {@code j = 0..3}. The logarithm is what Karras et
 * al. 2022 condition on; the waves let small networks tell near times apart (Tancik et al.,
 * <i>Fourier Features</i>, NeurIPS 2020).
 */
public final class TimeFeatures {
  private static final int WAVES = 4;

  /** Numbers per time. */
  public static final int COUNT = 1 + 2 * WAVES;

  private TimeFeatures() {}

  /** The features of a time, {@code [COUNT]}, each in [−2, 6]. */
  public static float[] at(double time) {
    double ratio = Math.log(variance(time)) / 2 - Math.log(signal(time));
    double u = ratio / 4;
    float[] features = new float[COUNT];
    features[0] = (float) u;
    for (int j = 0; j < WAVES; j++) {
      double angle = Math.scalb(Math.PI * u / 2, j);
      features[1 + 2 * j] = (float) Math.sin(angle);
      features[2 + 2 * j] = (float) Math.cos(angle);
    }
    return features;
  }
}
