package io.scorestream.experiments.sampling;

import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.experiments.result.Accepted;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.statistic.Moments;
import io.scorestream.experiments.statistic.Repetitions;
import io.scorestream.rows.Rows;
import io.scorestream.transport.plan.ExactTransport;
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
  private record Part(Rows output, Rows data) {
    double w1() {
      return ExactTransport.w1(output, data).value();
    }
  }

  /**
   * The distance beside that of the laws, which samples are on average at least apart, and at most
   * by twice the error of their draws more; beyond that, chance is accepted.
   *
   * @param laws the distance of the laws
   * @param samplingError of the draws, as {@link LineLaw#samplingError} has it
   */
  Check beside(String setting, double laws, double samplingError) {
    double chance = Accepted.STANDARD_ERRORS * deviation;
    return Check.quadrature(
        setting,
        "W1 to the data",
        laws,
        new Accepted(Math.max(0, laws - chance), laws + 2 * samplingError + chance),
        w1);
  }

  /**
   * @param draws a multiple of eight
   */
  static SamplerRun of(Law law, ReversePlan plan, int draws, long seed) {
    List<Part> parts =
        Repetitions.of(
            PARTS,
            i -> {
              RandomGenerator rng = Seeds.generator(seed, i);
              ReverseSampler sampler = new ReverseSampler(plan, ExactScore.exact(law, plan.grid()));
              Rows data = law.draw(draws / PARTS, rng);
              return new Part(sampler.sample(draws / PARTS, rng), data);
            });
    Part all =
        new Part(
            Rows.joined(1, parts.stream().map(Part::output).toList()),
            Rows.joined(1, parts.stream().map(Part::data).toList()));
    Moments moments = Moments.of(parts.stream().mapToDouble(Part::w1).toArray());
    return new SamplerRun(all.w1(), moments.deviation() / Math.sqrt(PARTS));
  }
}
