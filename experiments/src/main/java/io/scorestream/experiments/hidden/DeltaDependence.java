package io.scorestream.experiments.hidden;

import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.hidden.HiddenMode.Side;
import io.scorestream.experiments.matching.EmpiricalRisk;
import io.scorestream.experiments.matching.NoisyDraws;
import io.scorestream.experiments.matching.ScoreErrors;
import io.scorestream.experiments.result.Accepted;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Curve.Style;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Figure;
import io.scorestream.experiments.result.Result;
import io.scorestream.experiments.statistic.LogSlope;
import io.scorestream.experiments.statistic.Repetitions;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The samples that a small δ costs: with a far mode of weight {@code η = 2δ} the error {@code D^δ}
 * sees the mode, and the minimiser errs in 1 % of all cases at {@code m = ln 50/(−ln(1 − η)) ∝
 * 1/δ}.
 *
 * <p>Each repetition lets samples come until the losses of both scores part. Where the draw between
 * equals is lucky the choice is right from the start. The 0.99-quantile over repetitions of the
 * samples after which the choice is right is the m sought.
 *
 * @param repetitions for each η, at least 1000
 * @param draws at which the error of the wrong score is measured, at least 100,000
 */
public record DeltaDependence(int repetitions, int draws) implements Experiment {
  private static final double DISTANCE = 1e4;
  private static final double FAILING = 0.01;
  private static final double[] SHARES = {0.1, 0.03, 0.01, 0.003, 0.001};
  private static final int CHUNK = 32;

  /** With a slope that is known to one part in a hundred. */
  public DeltaDependence() {
    this(20_000, 400_000);
  }

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public String claim() {
    return "Halving δ doubles the samples that it takes";
  }

  @Override
  public Result run(long seed) {
    double[] deltas = new double[SHARES.length];
    double[] expected = new double[SHARES.length];
    double[] measured = new double[SHARES.length];
    double[] errors = new double[SHARES.length];
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < SHARES.length; i++) {
      HiddenMode modes = new HiddenMode(SHARES[i], DISTANCE, HiddenMode.POINT);
      Accepted accepted = samples(modes);
      deltas[i] = SHARES[i] / 2;
      expected[i] = modes.samplesFor(FAILING);
      measured[i] = measure(modes, seed);
      errors[i] = (accepted.high() - accepted.low()) / (2 * Accepted.STANDARD_ERRORS * expected[i]);
      String setting = "η = %s, δ = η/2".formatted(SHARES[i]);
      checks.add(Check.formula(setting, "m for 1 % failures", expected[i], accepted, measured[i]));
      checks.addAll(wrongScore(setting, modes, seed));
    }
    checks.add(slope(deltas, expected, measured, errors));
    return new Result(checks, figure(deltas, expected, measured), List.of());
  }

  private double measure(HiddenMode modes, long seed) {
    long purpose = Math.round(1 / modes.share());
    double[] settled =
        Repetitions.numbers(
            repetitions, i -> settledAt(modes, Seeds.generator(seed, 1, purpose, i)));
    return RobustError.of(settled, FAILING, 0.95).value();
  }

  /** The number of samples from which on the minimiser is the truth. */
  private static int settledAt(HiddenMode modes, RandomGenerator rng) {
    Side truth = Side.draw(rng);
    EmpiricalRisk risk = modes.bothSides();
    boolean luckyBetweenEquals = risk.minimiser(rng) == truth.candidate();
    if (luckyBetweenEquals) {
      return 0;
    }
    for (int seen = 0; ; seen += CHUNK) {
      NoisyDraws draws = NoisyDraws.of(modes.law(truth), HiddenMode.TIME, CHUNK, rng);
      for (int i = 0; i < CHUNK; i++) {
        risk.add(draws, i, i + 1);
        if (risk.sum(truth.candidate()) < risk.sum(1 - truth.candidate())) {
          return seen + i + 1;
        }
      }
    }
  }

  /**
   * The m whose failure rate is within four standard errors of 1 %, and one more to each side since
   * m is whole.
   */
  private Accepted samples(HiddenMode modes) {
    Accepted level = Accepted.share(FAILING, repetitions);
    return new Accepted(
        modes.samplesFor(level.high()) - 1, modes.samplesFor(Math.max(level.low(), 1e-9)) + 1);
  }

  private List<Check> wrongScore(String setting, HiddenMode modes, long seed) {
    ScoreErrors errors =
        modes.wrongChoice(draws, Seeds.generator(seed, 2, Math.round(1 / modes.share())));
    return List.of(
        Check.formula(
            setting,
            "D^δ of the wrong score",
            DISTANCE,
            Accepted.withinShare(DISTANCE, 1e-6),
            errors.robust(modes.share() / 2)),
        Check.formula(
            setting,
            "D^4δ of the wrong score",
            0,
            Accepted.exactly(0),
            errors.robust(2 * modes.share())));
  }

  private static Check slope(
      double[] deltas, double[] expected, double[] measured, double[] errors) {
    double slope = LogSlope.of(deltas, expected);
    return Check.formula(
        "all",
        "slope of ln m against ln δ",
        slope,
        Accepted.within(slope, Accepted.STANDARD_ERRORS * LogSlope.error(deltas, errors)),
        LogSlope.of(deltas, measured));
  }

  private static Figure figure(double[] deltas, double[] expected, double[] measured) {
    return new Figure(
        "Samples for at most 1 % failures in D^δ, where a mode of weight 2δ is hidden",
        logarithmic("δ"),
        logarithmic("samples m"),
        List.of(
            Curve.of("ln 50/(−ln(1 − 2δ))", Style.DASHED, 0, deltas, expected),
            Curve.of("measured", Style.MARKERS, 0, deltas, measured)));
  }
}
