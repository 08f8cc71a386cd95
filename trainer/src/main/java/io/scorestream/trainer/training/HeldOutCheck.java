package io.scorestream.trainer.training;

import io.scorestream.model.HeldOutLoss;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.trainer.cache.SampleRows;
import java.nio.FloatBuffer;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bank's loss on held-out samples still falls. All losses are on the same draws (x, z,
 * t), so that their difference has far less noise than either: an irreducible part is common to
 * both. For one thread, which owns the bank.
 */
final class HeldOutCheck {

  /** With fewer samples a difference says nothing. */
  private static final int FEWEST = 64;

  private static final double LEVEL = 0.05;

  private final NetworkTrainer bank;
  private final long seed;
  private final Rows samples;
  private @Nullable HeldOutLoss best;

  /**
   * @param set whose held-out samples the losses are on
   * @param rows spans them
   * @param run for its standardiser and its seed
   */
  HeldOutCheck(TrainingSet set, SampleRows rows, Run run, NetworkTrainer bank) {
    this.bank = bank;
    this.seed = run.spec().getSeed();
    Rows heldOut = Rows.zeros(set.heldOutRows().length, run.sampleDimension());
    rows.gather(set.heldOutRows(), heldOut);
    this.samples = run.standardiser().standardise(heldOut, Dequantisation.fixed(seed));
  }

  /** Whether there are samples enough. */
  boolean isUsable() {
    return samples.count() >= FEWEST;
  }

  /** Takes the loss anew, and says what became of it; the first time, it falls. */
  HeldOutTrend trend() {
    HeldOutLoss now = bank.loss(FloatBuffer.wrap(samples.numbers()), seed);
    HeldOutTrend trend = best == null ? HeldOutTrend.FALLS : trend(now, best);
    if (trend == HeldOutTrend.FALLS) {
      best = now;
    }
    return trend;
  }

  /** By the mean over samples of what is gained, each timestep relative to its own loss. */
  private HeldOutTrend trend(HeldOutLoss now, HeldOutLoss before) {
    int rows = samples.count();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double gain = gain(now, before, i);
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / rows;
    double error = Math.sqrt((squares / rows - mean * mean) / (rows - 1));
    double least = NormalDistribution.of(0, 1).inverseSurvivalProbability(LEVEL) * error;
    if (mean > least) {
      return HeldOutTrend.FALLS;
    }
    return mean < -least ? HeldOutTrend.RISES : HeldOutTrend.STAYS;
  }

  private double gain(HeldOutLoss now, HeldOutLoss before, int sample) {
    double gain = 0;
    int timesteps = bank.spec().timesteps().size();
    for (int k = 0; k < timesteps; k++) {
      gain += (before.perSample(k)[sample] - now.perSample(k)[sample]) / before.mean(k);
    }
    return gain / timesteps;
  }
}
