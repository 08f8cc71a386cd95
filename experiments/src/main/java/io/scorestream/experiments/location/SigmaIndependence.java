package io.scorestream.experiments.location;

import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.matching.NoisyDraws;
import io.scorestream.experiments.matching.ScoreErrors;
import io.scorestream.experiments.result.Accepted;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Curve.Style;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Figure;
import io.scorestream.experiments.result.Result;
import io.scorestream.experiments.statistic.Moments;
import io.scorestream.experiments.statistic.Repetitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The normalised error does not grow where the noise gets small, although the score itself does:
 * for the scores of {@code N(μ, 1)} with unknown μ, {@code σ_t·E|ŝ − s| = e^{−t} √(2/(πm))}.
 *
 * <p>The class is {@code {s_0 + c}} with {@code s_0} the score for μ = 0, so the minimiser over all
 * real c is the mean of what {@code s_0} lacks to the targets.
 *
 * @param repetitions for each time, at least 2
 */
public record SigmaIndependence(int repetitions) implements Experiment {
  private static final double MEAN = 0.13;
  private static final int SAMPLES = 1000;
  private static final int DRAWS = 100;
  private static final double ACCEPTED = 0.1;

  private static final double[] TIMES = {0.001, 0.01, 0.1, 0.5, 1.5};
  private static final double[] EARLIER = {.0246, .0256, .0216, .0149, .0057};
  private static final int EARLIER_REPETITIONS = 400;

  /** With a standard error of 1.2 %, so that the ten per cent that are accepted mean something. */
  public SigmaIndependence() {
    this(4000);
  }

  @Override
  public String name() {
    return "sigma";
  }

  @Override
  public String claim() {
    return "The normalised error stays flat as the noise vanishes; the raw error diverges";
  }

  @Override
  public Result run(long seed) {
    List<Check> checks = new ArrayList<>();
    double[] measured = new double[TIMES.length];
    for (int i = 0; i < TIMES.length; i++) {
      double t = TIMES[i];
      int timestep = i;
      double[] errors =
          Repetitions.numbers(repetitions, r -> error(t, Seeds.generator(seed, timestep, r)));
      Moments moments = Moments.of(errors);
      measured[i] = moments.mean();
      checks.addAll(ofTime(t, EARLIER[i], moments));
    }
    double raw = raw(TIMES[0], measured[0]) / raw(TIMES[2], measured[2]);
    double growth = raw(TIMES[0], theory(TIMES[0])) / raw(TIMES[2], theory(TIMES[2]));
    checks.add(
        Check.formula(
            "t = 0.001 over t = 0.1",
            "raw error",
            growth,
            Accepted.withinShare(growth, ACCEPTED),
            raw));
    return new Result(checks, figure(measured), List.of());
  }

  private List<Check> ofTime(double t, double earlier, Moments moments) {
    String setting = "t = " + t;
    String quantity = "mean σ·D";
    return List.of(
        Check.formula(
            setting,
            quantity,
            theory(t),
            Accepted.withinShare(theory(t), ACCEPTED),
            moments.mean()),
        Check.simulation(
            setting,
            quantity,
            earlier,
            Accepted.meanBeside(
                earlier, EARLIER_REPETITIONS, 1e-4, moments.deviation(), repetitions),
            moments.mean()));
  }

  /** {@code σ_t·D^0.05} of one minimiser; its error is the same at every point. */
  private static double error(double t, RandomGenerator rng) {
    GaussianLaw truth = gaussian(MEAN);
    double shift = minimiser(NoisyDraws.of(truth, t, SAMPLES, rng), t);
    DiffusedLaw learnt = gaussian(shift / OrnsteinUhlenbeck.signal(t)).diffusedTo(t);
    return ScoreErrors.of(truth, t, learnt, DRAWS, rng).robust(0.05);
  }

  private static double minimiser(NoisyDraws draws, double t) {
    DiffusedLaw centred = gaussian(0).diffusedTo(t);
    double[] point = new double[1];
    double[] score = new double[1];
    double sum = 0;
    for (int i = 0; i < draws.size(); i++) {
      point[0] = draws.points()[i];
      centred.score(point, score);
      sum += draws.targets()[i] - score[0];
    }
    return sum / draws.size();
  }

  private static GaussianLaw gaussian(double mean) {
    return GaussianLaw.isotropic(new double[] {mean}, 1);
  }

  private static double theory(double t) {
    return OrnsteinUhlenbeck.signal(t) * Math.sqrt(2 / (Math.PI * SAMPLES));
  }

  private static double raw(double t, double normalised) {
    return normalised / OrnsteinUhlenbeck.sigma(t);
  }

  private static Figure figure(double[] measured) {
    double[] steps = new double[80];
    Arrays.setAll(steps, i -> TIMES[0] * Math.pow(1500, i / 79.0));
    double[] expected = Arrays.stream(steps).map(SigmaIndependence::theory).toArray();
    double[] rawExpected = Arrays.stream(steps).map(t -> raw(t, theory(t))).toArray();
    double[] rawMeasured = new double[TIMES.length];
    Arrays.setAll(rawMeasured, i -> raw(TIMES[i], measured[i]));
    return new Figure(
        "Error of a learnt location against time, m = 1000",
        logarithmic("time t"),
        logarithmic("mean error"),
        List.of(
            Curve.of("|ŝ − s|: theory", Style.LINE, 0, steps, rawExpected),
            Curve.of("|ŝ − s|: measured", Style.MARKERS, 0, TIMES, rawMeasured),
            Curve.of("σ·|ŝ − s|: e^−t √(2/πm)", Style.LINE, 1, steps, expected),
            Curve.of("σ·|ŝ − s|: measured", Style.MARKERS, 1, TIMES, measured)));
  }
}
