package io.scorestream.trainer;

import io.scorestream.run.Shard;
import io.scorestream.trainer.training.TrainedMilestone;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Newest losses of a run's timesteps, as means over neighbouring ones: a few bands can be watched,
 * hundreds of timesteps cannot. For one thread.
 */
final class BandLosses {

  private static final int BANDS = 5;

  /** By timestep minus one; not a number where this trainer has none. */
  private final double[] losses;

  private final int bands;

  /**
   * @param timesteps N of the run's grid
   */
  BandLosses(int timesteps) {
    this.losses = new double[timesteps];
    this.bands = Math.min(BANDS, timesteps);
    Arrays.fill(losses, Double.NaN);
  }

  /** Takes the losses of a shard's newest milestone. */
  void take(Shard shard, TrainedMilestone done) {
    double confidence = shard.run().spec().getEvaluation().getConfidence();
    for (int k = shard.first(); k <= shard.last(); k++) {
      losses[k - 1] = done.losses().loss(k - shard.first(), confidence).mean();
    }
  }

  /** Forgets the losses of a shard. */
  void drop(Shard shard) {
    Arrays.fill(losses, shard.first() - 1, shard.last(), Double.NaN);
  }

  /** Mean loss by band, named by its first and last timestep; only bands with a known loss. */
  Map<String, Double> means() {
    Map<String, Double> means = new TreeMap<>();
    int digits = String.valueOf(losses.length).length();
    for (int band = 0; band < bands; band++) {
      int first = band * losses.length / bands;
      int end = (band + 1) * losses.length / bands;
      String name =
          String.format(Locale.ROOT, "%0" + digits + "d-%0" + digits + "d", first + 1, end);
      IntStream.range(first, end)
          .mapToDouble(k -> losses[k])
          .filter(loss -> !Double.isNaN(loss))
          .average()
          .ifPresent(mean -> means.put(name, mean));
    }
    return means;
  }
}
