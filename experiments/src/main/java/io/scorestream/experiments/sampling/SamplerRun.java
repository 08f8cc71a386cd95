package io.scorestream.experiments.sampling;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.experiments.statistic.Moments;
import io.scorestream.experiments.statistic.Repetitions;
import io.scorestream.transport.Wasserstein1D;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * {@code W_1} between what a sampler on the line makes and as much fresh data.
 *
 * @param w1 the distance
 * @param deviation its standard deviation over repetitions, from eight parts of the draws: each
 *     part's own distance has one that is greater by {@code √8}
 */
record SamplerRun(double w1, double deviation) {
  private static final int PARTS = 8;

  /** Output of one part beside its data. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(float[] output, float[] data) {
    double w1() {
      return Wasserstein1D.w1(output, data);
    }
  }

  /**
   * @param draws a multiple of eight
   */
  static SamplerRun of(Law law, TimeGrid grid, ReverseUpdate update, int draws, long seed) {
    List<Part> parts =
        Repetitions.of(
            PARTS,
            i -> {
              RandomGenerator rng = Seeds.generator(seed, i);
              ReverseSampler sampler =
                  new ReverseSampler(grid, update, ExactScore.exact(law, grid));
              float[] data = new float[draws / PARTS];
              law.sample(rng, data);
              return new Part(sampler.sample(draws / PARTS, rng), data);
            });
    Part all =
        new Part(
            joined(parts.stream().map(Part::output).toList()),
            joined(parts.stream().map(Part::data).toList()));
    Moments moments = Moments.of(parts.stream().mapToDouble(Part::w1).toArray());
    return new SamplerRun(all.w1(), moments.deviation() / Math.sqrt(PARTS));
  }

  private static float[] joined(List<float[]> parts) {
    int length = parts.get(0).length;
    float[] all = new float[parts.size() * length];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, all, i * length, length);
    }
    return all;
  }
}
