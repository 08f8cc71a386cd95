package io.scorestream.experiments.memorisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.memorisation.GradientFlow.Losses;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class GradientFlowTest {
  private static final double SIGMA = 0.6;
  private static final int D = 2;
  private static final int P = 6;

  private final SineFeatures features =
      SineFeatures.of(D, P, new double[] {2, 0.7}, Seeds.generator(1));
  private final DMatrixRMaj samples = gaussian(5, 0.8, Seeds.generator(2));
  private final NoiseLoss trained = features.on(samples, SIGMA);
  private final NoiseLoss law = features.onStandardGaussian(SIGMA);

  /** Draws of noise, and of samples, come to what the closed forms say. */
  @Test
  void losses_areMeansOverNoise() {
    RandomGenerator rng = Seeds.generator(3);
    int draws = 200_000;
    DMatrixRMaj noisy = new DMatrixRMaj(draws, D);
    DMatrixRMaj noise = gaussian(draws, 1, rng);
    for (int row = 0; row < draws; row++) {
      for (int i = 0; i < D; i++) {
        noisy.set(row, i, samples.get(row % samples.numRows, i) + SIGMA * noise.get(row, i));
      }
    }
    assertClose(trained, measured(noisy, noise));
    DMatrixRMaj fresh = gaussian(draws, 0.8, rng);
    CommonOps_DDRM.addEquals(fresh, SIGMA, noise);
    assertClose(law, measured(fresh, noise));
  }

  @Test
  void at_isWhereManySmallStepsLead() {
    double tau = 30;
    int steps = 200_000;
    DMatrixRMaj weights = new DMatrixRMaj(P, D);
    DMatrixRMaj slope = new DMatrixRMaj(P, D);
    for (int step = 0; step < steps; step++) {
      CommonOps_DDRM.mult(trained.second(), weights, slope);
      CommonOps_DDRM.addEquals(slope, trained.cross());
      CommonOps_DDRM.addEquals(weights, -tau / steps, slope);
    }
    Losses reached = GradientFlow.of(trained, law).at(tau);
    assertThat(reached.trained()).isCloseTo(loss(trained, weights), within(1e-4));
    assertThat(reached.law()).isCloseTo(loss(law, weights), within(1e-4));
  }

  @Test
  void at_theBeginning_isOneWhateverTheSamples() {
    assertThat(GradientFlow.of(trained, law).at(0)).isEqualTo(new Losses(1, 1));
  }

  @Test
  void times_lieBetweenMoments_andMustBeReached() {
    double[] taus = {1, 10, 100};
    Losses[] losses = {new Losses(1, 1), new Losses(0.1, 0.05), new Losses(0.15, 0)};
    TrainingTimes times = TrainingTimes.of(taus, losses);
    assertThat(times.generalised()).isCloseTo(Math.pow(10, 0.855 / 0.9), within(1e-9));
    assertThat(times.memorised()).isCloseTo(Math.pow(10, 1.5), within(1e-9));
    losses[2] = new Losses(0.15, 0.1);
    assertThatThrownBy(() -> TrainingTimes.of(taus, losses)).hasMessageContaining("up to 100");
  }

  private NoiseLoss measured(DMatrixRMaj points, DMatrixRMaj noise) {
    DMatrixRMaj of = new DMatrixRMaj(points.numRows, P);
    CommonOps_DDRM.multTransB(points, features.frequencies(), of);
    for (int at = 0; at < of.data.length; at++) {
      of.data[at] = Math.sqrt(2.0 / P) * Math.sin(of.data[at]);
    }
    DMatrixRMaj second = new DMatrixRMaj(P, P);
    DMatrixRMaj cross = new DMatrixRMaj(P, D);
    CommonOps_DDRM.multTransA(1.0 / points.numRows, of, of, second);
    CommonOps_DDRM.multTransA(1.0 / points.numRows, of, noise, cross);
    return new NoiseLoss(second, cross);
  }

  private static void assertClose(NoiseLoss expected, NoiseLoss found) {
    assertThat(found.second().data).containsExactly(expected.second().data, within(3e-3));
    assertThat(found.cross().data).containsExactly(expected.cross().data, within(6e-3));
  }

  private static double loss(NoiseLoss loss, DMatrixRMaj weights) {
    DMatrixRMaj product = new DMatrixRMaj(P, D);
    CommonOps_DDRM.mult(loss.second(), weights, product);
    double sum = D;
    for (int at = 0; at < product.data.length; at++) {
      sum += weights.data[at] * (product.data[at] + 2 * loss.cross().data[at]);
    }
    return sum / D;
  }

  private static DMatrixRMaj gaussian(int rows, double scale, RandomGenerator rng) {
    DMatrixRMaj numbers = new DMatrixRMaj(rows, D);
    for (int i = 0; i < numbers.data.length; i++) {
      numbers.data[i] = scale * rng.nextGaussian();
    }
    return numbers;
  }
}
