package io.scorestream.experiments.hidden;

import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
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
import io.scorestream.experiments.statistic.Moments;
import io.scorestream.experiments.statistic.Repetitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A location to be learnt beside a mode that stays hidden: {@code D^0.01} falls as {@code m^−½}
 * while the L2 error stays where it was until the mode, of weight η = 0.001, is seen.
 *
 * <p>The truth is {@code q_t = (1 − η) N(0.13, 1) + η N(0.13 ± 100, 1)} at {@code σ_t² = ½}, from
 * data whose means are greater by √2; the class has the scores of all such laws with 401 centres
 * from −1 to 1 and both sides, 802 in all. The centre that the minimiser takes is the grid's
 * nearest to a {@code N(0.13, 1/m)}. Errors are not normalised here: they are distances of centres.
 *
 * @param repetitions streams of 4096 samples, at least 2
 * @param draws at which errors are measured after each m, at least 10,000
 */
public record Rates(int repetitions, int draws) implements Experiment {
  private static final double STRETCH = Math.sqrt(2);
  private static final double DISTANCE = 100;
  private static final HiddenMode MODES = new HiddenMode(1e-3, STRETCH * DISTANCE, 1);
  private static final double CENTRE = 0.13;
  private static final double SPACING = 0.005;
  private static final int EACH_SIDE = 200;

  private static final int[] SIZES = {32, 128, 512, 1024, 2048, 4096};
  private static final Earlier[] EARLIER = {
    new Earlier(200, .1405, 1.52, .45),
    new Earlier(200, .0720, 1.49, .455),
    new Earlier(200, .0351, .82, .25),
    new Earlier(200, .0229, .66, .205),
    new Earlier(200, .0182, .19, .055),
    new Earlier(60, .0111, .011, 0)
  };

  /** With the number of repetitions that most of the expected numbers were made for. */
  public Rates() {
    this(200, 40_000);
  }

  private record Earlier(int repetitions, double robust, double l2, double wrong) {}

  /** Errors of one repetition, not normalised. */
  private record Errors(double robust, double tail, double l2) {}

  @Override
  public String name() {
    return "rates";
  }

  @Override
  public String claim() {
    return "The robust error falls as m^-1/2 while L2 waits for a mode that has not been seen";
  }

  @Override
  public Result run(long seed) {
    List<List<Errors>> streams = Repetitions.of(repetitions, r -> stream(Seeds.generator(seed, r)));
    List<List<Errors>> all =
        IntStream.range(0, SIZES.length)
            .mapToObj(i -> streams.stream().map(stream -> stream.get(i)).toList())
            .toList();
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      checks.addAll(ofSize(SIZES[i], EARLIER[i], all.get(i)));
    }
    double[] robust = means(all, Errors::robust);
    double[] l2 = means(all, Errors::l2);
    checks.add(
        Check.formula(
            "all m",
            "slope of D^.01",
            -0.5,
            Accepted.within(-0.5, 0.05),
            LogSlope.of(sizes(), robust)));
    checks.add(Check.atLeast("m = 128", "mean L2 / mean D^.01", 10, l2[1] / robust[1]));
    return new Result(checks, figure(robust, l2), List.of());
  }

  /** Errors after the first m samples of a stream, for each m. */
  private List<Errors> stream(RandomGenerator rng) {
    GaussianMixture truth = MODES.law(Side.draw(rng), STRETCH * CENTRE);
    List<DiffusedLaw> scores = scores();
    EmpiricalRisk risk = new EmpiricalRisk(scores);
    List<Errors> errors = new ArrayList<>();
    int seen = 0;
    for (int m : SIZES) {
      risk.add(NoisyDraws.of(truth, HiddenMode.TIME, m - seen, rng));
      seen = m;
      DiffusedLaw learnt = scores.get(risk.minimiser(rng));
      errors.add(errors(ScoreErrors.of(truth, HiddenMode.TIME, learnt, draws, rng)));
    }
    return errors;
  }

  private static Errors errors(ScoreErrors errors) {
    return new Errors(
        raw(errors.robust(0.01)), raw(errors.robust(0.0005)), raw(errors.rootMeanSquare()));
  }

  private static double raw(double normalised) {
    return normalised / OrnsteinUhlenbeck.sigma(HiddenMode.TIME);
  }

  private static List<DiffusedLaw> scores() {
    List<DiffusedLaw> scores = new ArrayList<>();
    for (Side side : Side.values()) {
      for (int i = -EACH_SIDE; i <= EACH_SIDE; i++) {
        scores.add(MODES.law(side, STRETCH * i * SPACING).diffusedTo(HiddenMode.TIME));
      }
    }
    return scores;
  }

  private List<Check> ofSize(int m, Earlier earlier, List<Errors> errors) {
    String setting = "m = " + m;
    CentreTheory theory = new CentreTheory(MODES, m, SPACING);
    int n = repetitions;
    int before = earlier.repetitions();
    double far = raw(MODES.wrongL2());
    double robust = mean(errors, Errors::robust);
    double l2 = mean(errors, Errors::l2);
    double wrong = mean(errors, e -> e.l2() > 1 ? 1 : 0);
    return List.of(
        Check.formula(
            setting,
            "mean D^.01",
            theory.meanDistance(),
            Accepted.mean(theory.meanDistance(), theory.distanceDeviation(), n),
            robust),
        Check.simulation(
            setting,
            "mean D^.01",
            earlier.robust(),
            Accepted.meanBeside(earlier.robust(), before, 1e-4, theory.distanceDeviation(), n),
            robust),
        Check.formula(setting, "mean L2", theory.mean(far), theory.accepted(far, n), l2),
        Check.simulation(
            setting,
            "mean L2",
            earlier.l2(),
            Accepted.meanBeside(earlier.l2(), before, 0.01, theory.deviation(far), n),
            l2),
        Check.formula(
            setting, "P(L2 > 1)", theory.wrong(), Accepted.share(theory.wrong(), n), wrong),
        Check.simulation(
            setting,
            "P(L2 > 1)",
            earlier.wrong(),
            Accepted.shareBeside(earlier.wrong(), before, 1e-3, theory.wrong(), n),
            wrong),
        Check.formula(
            setting,
            "mean D^.0005",
            theory.mean(DISTANCE),
            theory.accepted(DISTANCE, n),
            mean(errors, Errors::tail)));
  }

  private static double mean(List<Errors> errors, ToDoubleFunction<Errors> part) {
    return Moments.of(errors.stream().mapToDouble(part).toArray()).mean();
  }

  private static double[] means(List<List<Errors>> all, ToDoubleFunction<Errors> part) {
    return all.stream().mapToDouble(errors -> mean(errors, part)).toArray();
  }

  private static double[] sizes() {
    return Arrays.stream(SIZES).asDoubleStream().toArray();
  }

  private static double[] theory(double[] sizes, ToDoubleFunction<CentreTheory> part) {
    return Arrays.stream(sizes)
        .map(m -> part.applyAsDouble(new CentreTheory(MODES, (int) Math.round(m), SPACING)))
        .toArray();
  }

  private static Figure figure(double[] robust, double[] l2) {
    double[] steps = new double[80];
    Arrays.setAll(steps, i -> 32 * Math.pow(128, i / 79.0));
    return new Figure(
        "Mean error of the learnt score beside a hidden mode (η = 0.001, R = 100)",
        logarithmic("samples m"),
        logarithmic("|ŝ − s|"),
        List.of(
            Curve.of(
                "L2: theory",
                Style.LINE,
                0,
                steps,
                theory(steps, t -> t.mean(raw(MODES.wrongL2())))),
            Curve.of("L2: measured", Style.MARKERS, 0, sizes(), l2),
            Curve.of(
                "D^0.01: √(2/πm)", Style.LINE, 1, steps, theory(steps, CentreTheory::meanDistance)),
            Curve.of("D^0.01: measured", Style.MARKERS, 1, sizes(), robust)));
  }
}
