package io.scorestream.run.network;

import static io.scorestream.diffusion.process.OrnsteinUhlenbeck.signal;
import static io.scorestream.diffusion.process.OrnsteinUhlenbeck.variance;

/**
 * How a network sits around its input and output at one time, for one coordinate of variance v.
 *
 * <p>With {@code a = e^{−t}}, {@code σ² = 1 − a²} and {@code c = 1/√(a²v + σ²)}, put {@code α =
 * a√v·c} and {@code β = σ·c}, so that {@code α² + β² = 1}. A noisy point {@code x_t = a·x_0 + σ·ε}
 * enters the network as {@code y = c·x_t = α·x_0/√v + β·ε}, of unit variance, and the predicted
 * noise is {@code ε̂ = β·y + α·F(y)}. Then {@code ε̂ − ε = α·(F(y) − u)} with the target {@code u =
 * α·ε − β·x_0/√v}, again of unit variance. {@code F = 0} is the exact score of {@code N(0, v)}.
 *
 * <p>Karras, Aittala, Aila, Laine, <i>Elucidating the Design Space of Diffusion-Based Generative
 * Models</i> (2022), table 1, brought from noise level to this process.
 *
 * <p>A coordinate that is held is never noised: {@code y = c·x_0} with {@code c = 1/√v} at every
 * time, and both shares are 0, so that neither loss nor score has a part of it.
 *
 * @param inputScale {@code c}
 * @param signalShare {@code α}, in (0, 1]; 0 of what is held
 * @param noiseShare {@code β}, in (0, 1]; 0 of what is held
 */
public record Preconditioning(double inputScale, double signalShare, double noiseShare) {

  /**
   * The numbers of one time and coordinate.
   *
   * @param time {@code t}, above 0
   * @param dataVariance {@code v}, above 0
   */
  public static Preconditioning at(double time, double dataVariance) {
    double signal = signal(time) * Math.sqrt(dataVariance);
    double scale = 1 / Math.sqrt(signal * signal + variance(time));
    return new Preconditioning(scale, signal * scale, Math.sqrt(variance(time)) * scale);
  }

  /**
   * The numbers of a coordinate that is held.
   *
   * @param dataVariance {@code v}, above 0
   */
  public static Preconditioning held(double dataVariance) {
    return new Preconditioning(1 / Math.sqrt(dataVariance), 0, 0);
  }

  /** Whether it is the coordinate of a point's condition. */
  public boolean isHeld() {
    return signalShare == 0;
  }
}
