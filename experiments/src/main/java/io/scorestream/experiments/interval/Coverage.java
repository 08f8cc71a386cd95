package io.scorestream.experiments.interval;

import static io.scorestream.experiments.result.Figure.Axis.linear;
import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.error.Certification;
import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.matching.ErrorTail;
import io.scorestream.experiments.matching.ScoreErrors;
import io.scorestream.experiments.result.Accepted;
import io.scorestream.experiments.result.Basis;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Curve.Style;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Figure;
import io.scorestream.experiments.result.Result;
import io.scorestream.experiments.statistic.Repetitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The 95 % intervals for {@code σ_t·D^δ} cover the truth in 93 to 97 % of all measurements, and a
 * target a hair below the truth, which is the hardest, is certified in at most 5 %. The true score
 * is that of three Gaussians on the line, the estimate that of three others, so that the truth is
 * known by an integral.
 *
 * @param repetitions measurements, at least 100
 * @param draws of each
 */
public record Coverage(int repetitions, int draws) implements Experiment {
  private static final double TIME = 0.1;
  private static final double REACH = 9;
  private static final double CONFIDENCE = 0.95;
  private static final double LEAST = 0.93;
  private static final double MOST = 0.97;
  private static final double[] DELTAS = {0.1, 0.05, 0.01};

  /** By how much a target's δ is less than what exceeds the truth, relative. */
  private static final double HAIR = 1e-9;

  /** What became of one measurement's interval and verdict. */
  private record Outcome(boolean covered, boolean certified) {}

  /** With a standard error of a third of a per cent, and as many draws as an evaluator takes. */
  public Coverage() {
    this(4000, 10_000);
  }

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public String claim() {
    return "Intervals hold the true robust error, and verdicts are right, as often as they say";
  }

  @Override
  public Result run(long seed) {
    double[] truths = truths();
    List<Outcome[]> outcomes =
        Repetitions.of(repetitions, i -> measured(truths, Seeds.generator(seed, i)));
    List<Check> checks = new ArrayList<>();
    double[] coverage = new double[DELTAS.length];
    for (int i = 0; i < DELTAS.length; i++) {
      int level = i;
      coverage[i] = share(outcomes, all -> all[level].covered());
      String setting = "δ = " + DELTAS[i];
      checks.add(
          Check.formula(setting, "coverage", CONFIDENCE, new Accepted(LEAST, MOST), coverage[i]));
      checks.add(wrongly(setting, share(outcomes, all -> all[level].certified())));
    }
    return new Result(checks, figure(coverage), List.of());
  }

  private static GaussianMixture truth() {
    return mixture(-1.3, 0.1, 1.4);
  }

  private static DiffusedLaw estimate() {
    return mixture(-1.25, 0.2, 1.3).diffusedTo(TIME);
  }

  private static GaussianMixture mixture(double... means) {
    return new GaussianMixture(
        new double[] {0.3, 0.45, 0.25},
        Arrays.stream(means)
            .mapToObj(mean -> GaussianLaw.isotropic(new double[] {mean}, 0.2))
            .toList());
  }

  private static double[] truths() {
    ErrorTail tail = new ErrorTail(truth(), TIME, estimate(), REACH);
    return Arrays.stream(DELTAS).map(tail::robust).toArray();
  }

  /** Of the repetitions, beyond the limit by chance alone. */
  private Check wrongly(String setting, double measured) {
    double limit = 1 - CONFIDENCE;
    Accepted accepted = Accepted.atMost(Accepted.share(limit, repetitions).high());
    return new Check(setting, "certified wrongly", limit, accepted, measured, Basis.BOUND);
  }

  private double share(List<Outcome[]> outcomes, Predicate<Outcome[]> is) {
    return outcomes.stream().filter(is).count() / (double) repetitions;
  }

  /** Whether the interval of each level holds the truth, and whether less is certified. */
  private Outcome[] measured(double[] truths, RandomGenerator rng) {
    ErrorSample errors =
        ErrorSample.of(ScoreErrors.of(truth(), TIME, estimate(), draws, rng).errors());
    Outcome[] outcomes = new Outcome[DELTAS.length];
    for (int i = 0; i < DELTAS.length; i++) {
      QuantileEstimate interval = errors.quantile(DELTAS[i], CONFIDENCE);
      Certification verdict =
          errors.exceedance(truths[i], CONFIDENCE).judge(DELTAS[i] * (1 - HAIR));
      outcomes[i] =
          new Outcome(
              interval.low() <= truths[i] && truths[i] <= interval.high(),
              verdict == Certification.CERTIFIED);
    }
    return outcomes;
  }

  private static Figure figure(double[] coverage) {
    double[] ends = {DELTAS[DELTAS.length - 1], DELTAS[0]};
    return new Figure(
        "How often the 95 % interval for D^δ holds the truth",
        logarithmic("δ"),
        linear("coverage"),
        List.of(
            Curve.of("95 %", Style.DASHED, 1, ends, new double[] {CONFIDENCE, CONFIDENCE}),
            Curve.of("accepted", Style.DASHED, 5, ends, new double[] {LEAST, LEAST}),
            Curve.of("", Style.DASHED, 5, ends, new double[] {MOST, MOST}),
            Curve.of("measured", Style.MARKERS, 0, DELTAS, coverage)));
  }
}
