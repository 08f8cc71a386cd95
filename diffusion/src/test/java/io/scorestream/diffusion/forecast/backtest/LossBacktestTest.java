package io.scorestream.diffusion.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.LossTrend;
import io.scorestream.diffusion.forecast.MilestoneLoss;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fall of a held-out loss that was forecast, held against the fall that came. */
class LossBacktestTest {

  private static final double TIME = 0.3;
  private static final int D = 4;
  private static final int HELD_OUT = 4_000;
  private static final int RUNS = 50;
  private static final GaussianLaw LAW = GaussianLaw.isotropic(new double[D], 0.7);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fallToEightTimesM_comesTrue(boolean paired) {
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      covered += isCovered(Seeds.generator(3, run), paired) ? 1 : 0;
    }
    assertThat(covered / (double) RUNS).isGreaterThanOrEqualTo(0.8);
  }

  private static boolean isCovered(RandomGenerator rng, boolean paired) {
    float[] heldOut = LAW.draw(HELD_OUT, rng).numbers();
    float[] noise = new float[heldOut.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) rng.nextGaussian();
    }
    LinearScoreFit fit = new LinearScoreFit(D, TIME, rng);
    List<MilestoneLoss> losses = new ArrayList<>();
    double[] before = null;
    long seen = 0;
    for (long m = 64; m <= 1_024; m *= 2) {
      double[] each = losses(fit, rng, m - seen, heldOut, noise);
      double[] change = before == null || !paired ? null : difference(each, before);
      losses.add(
          change == null
              ? new MilestoneLoss(m, mean(each), error(each))
              : new MilestoneLoss(m, mean(each), error(each), mean(change), error(change)));
      before = each;
      seen = m;
    }
    Interval fall = LossTrend.fit(losses, 0.95).fallTo(8_192);
    double later = mean(losses(fit, rng, 8_192 - seen, heldOut, noise));
    return fall.covers(losses.get(losses.size() - 1).value() - later);
  }

  private static double[] losses(
      LinearScoreFit fit, RandomGenerator rng, long more, float[] heldOut, float[] noise) {
    fit.add(LAW.draw(Math.toIntExact(more), rng));
    double sigma = OrnsteinUhlenbeck.sigma(TIME);
    float[] noisy = new float[heldOut.length];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = (float) (OrnsteinUhlenbeck.signal(TIME) * heldOut[i] + sigma * noise[i]);
    }
    float[] scores = new float[noisy.length];
    ScoreFunction score = fit.minimiser();
    score.score(1, Rows.of(noisy, D), Rows.of(scores, D));
    double[] losses = new double[HELD_OUT];
    for (int i = 0; i < noisy.length; i++) {
      double difference = -sigma * scores[i] - noise[i];
      losses[i / D] += difference * difference / D;
    }
    return losses;
  }

  private static double[] difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      difference[i] = one[i] - other[i];
    }
    return difference;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  private static double error(double[] x) {
    double mean = mean(x);
    double sum = 0;
    for (double value : x) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (x.length - 1.0) / x.length);
  }
}
