package io.scorestream.experiments.hidden;

import static io.scorestream.experiments.result.Figure.Axis.linear;
import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.hidden.HiddenMode.Side;
import io.scorestream.experiments.matching.EmpiricalRisk;
import io.scorestream.experiments.matching.ErrorTail;
import io.scorestream.experiments.matching.NoisyDraws;
import io.scorestream.experiments.matching.ScoreErrors;
import io.scorestream.experiments.result.Accepted;
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
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The right panel of figure 1: η = 0.001, R = 10,000; the score that the minimiser takes of the two
 * has an error above 0 with probability {@code ½(1 − η)^m} in L2, and never in {@code D^0.01}.
 *
 * <p>The minimiser is computed, not assumed: both losses are summed over the first {@code m}
 * samples of a stream. Both are equal to the last bit as long as no far sample came. Data are
 * points at 0 and ±R, and R counts in units of the noise.
 *
 * @param repetitions streams of 8000 samples, at least 2
 * @param draws at which the error of the wrong score is measured
 */
public record Figure1(int repetitions, int draws) implements Experiment {
  private static final HiddenMode MODES = new HiddenMode(1e-3, 1e4, HiddenMode.POINT);
  private static final double DELTA = 0.01;

  private static final int[] SIZES = {10, 100, 300, 500, 1000, 2000, 3000, 5000, 8000};
  private static final double[] EARLIER = {
    .504, .448, .371, .307, .188, .069, .026, .0037, 0,
  };

  private static final double DIGIT = 0.001;
  private static final int EARLIER_REPETITIONS = 4000;
  private static final int EARLIER_REPETITIONS_OF_LARGE = 800;
  private static final int LARGE = 2000;

  /** With the numbers of repetitions that the expected numbers were made for. */
  public Figure1() {
    this(4000, 1_000_000);
  }

  @Override
  public String name() {
    return "figure1";
  }

  @Override
  public String claim() {
    return "A far mode of weight 0.001 ruins L2 until it is seen; the robust error never needs it";
  }

  @Override
  public Result run(long seed) {
    ScoreErrors wrong = MODES.wrongChoice(draws, Seeds.generator(seed, 1));
    double[] failing = wrongShares(MODES, SIZES, seed);
    boolean robustlyWrong = wrong.robust(DELTA) > 0;
    double[] robustFailing =
        Arrays.stream(failing).map(share -> robustlyWrong ? share : 0).toArray();
    List<Check> checks = new ArrayList<>(shares(failing, robustFailing));
    checks.addAll(ofWrongChoice(wrong));
    checks.addAll(nearerModes(seed));
    return new Result(checks, figure(failing, robustFailing), notes());
  }

  /** How often the minimiser errs after the first m samples of a stream, for each m. */
  private double[] wrongShares(HiddenMode modes, int[] sizes, long seed) {
    List<int[]> wrong =
        Repetitions.of(
            repetitions,
            i -> wrong(modes, sizes, Seeds.generator(seed, 2, (long) modes.distance(), i)));
    return IntStream.range(0, sizes.length)
        .mapToDouble(
            size -> wrong.stream().mapToInt(errs -> errs[size]).sum() / (double) repetitions)
        .toArray();
  }

  /** 1 for each size at which the minimiser errs, else 0. */
  private static int[] wrong(HiddenMode modes, int[] sizes, RandomGenerator rng) {
    Side truth = Side.draw(rng);
    EmpiricalRisk risk = modes.bothSides();
    int[] wrong = new int[sizes.length];
    int seen = 0;
    for (int size = 0; size < sizes.length; size++) {
      risk.add(NoisyDraws.of(modes.law(truth), HiddenMode.TIME, sizes[size] - seen, rng));
      seen = sizes[size];
      wrong[size] = risk.minimiser(rng) == truth.candidate() ? 0 : 1;
    }
    return wrong;
  }

  private List<Check> shares(double[] failing, double[] robustFailing) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      String setting = "m = " + SIZES[i];
      double p = MODES.wrongProbability(SIZES[i]);
      checks.add(
          Check.formula(setting, "P(L2 error > 0)", p, Accepted.share(p, repetitions), failing[i]));
      int before = SIZES[i] > LARGE ? EARLIER_REPETITIONS_OF_LARGE : EARLIER_REPETITIONS;
      checks.add(
          Check.simulation(
              setting,
              "P(L2 error > 0)",
              EARLIER[i],
              Accepted.shareBeside(EARLIER[i], before, DIGIT, p, repetitions),
              failing[i]));
      checks.add(Check.formula(setting, "P(D^.01 > 0)", 0, Accepted.exactly(0), robustFailing[i]));
    }
    return checks;
  }

  private List<Check> ofWrongChoice(ScoreErrors wrong) {
    String setting = "wrong score";
    Accepted share = Accepted.share(MODES.share(), draws);
    Accepted l2 =
        new Accepted(
            Math.sqrt(share.low()) * MODES.distance(), Math.sqrt(share.high()) * MODES.distance());
    List<Check> checks = new ArrayList<>();
    checks.add(Check.formula(setting, "L2 error", MODES.wrongL2(), l2, wrong.rootMeanSquare()));
    for (double delta : new double[] {0.05, 0.01, 0.002}) {
      checks.add(Check.formula(setting, "D^" + delta, 0, Accepted.exactly(0), wrong.robust(delta)));
    }
    checks.add(
        Check.formula(
            setting,
            "D^0.0005",
            MODES.distance(),
            Accepted.withinShare(MODES.distance(), 1e-6),
            wrong.robust(0.0005)));
    return checks;
  }

  /** Modes that overlap: every error is above 0, and only one above some ε means anything. */
  private List<Check> nearerModes(long seed) {
    HiddenMode near = new HiddenMode(MODES.share(), 4, HiddenMode.POINT);
    double error = near.wrongChoice(draws, Seeds.generator(seed, 3)).robust(DELTA);
    ErrorTail tail = near.wrongTail();
    Accepted level = Accepted.share(DELTA, draws);
    int m = 2000;
    double before = 0.110;
    return List.of(
        Check.quadrature(
            "R = 4, wrong score",
            "D^.01",
            tail.robust(DELTA),
            new Accepted(tail.robust(level.high()), tail.robust(level.low())),
            error),
        Check.atMost("R = 4, wrong score", "D^.01", 0.1, error),
        Check.simulation(
            "R = 4, m = " + m,
            "P(wrong score)",
            before,
            Accepted.shareBeside(before, EARLIER_REPETITIONS, DIGIT, before, repetitions),
            wrongShares(near, new int[] {m}, seed)[0]));
  }

  private static Figure figure(double[] failing, double[] robustFailing) {
    double[] sizes = Arrays.stream(SIZES).asDoubleStream().toArray();
    double[] steps = new double[100];
    Arrays.setAll(steps, i -> 10 * Math.pow(800, i / 99.0));
    double[] theory =
        Arrays.stream(steps).map(m -> MODES.wrongProbability((int) Math.round(m))).toArray();
    return new Figure(
        "Probability that the learnt score is wrong (η = 0.001, R = 10,000, δ = 0.01)",
        logarithmic("samples m"),
        linear("P(error > 0)"),
        List.of(
            Curve.of("L2: ½(1 − η)^m", Style.LINE, 0, steps, theory),
            Curve.of("L2: measured", Style.MARKERS, 0, sizes, failing),
            Curve.of("D^0.01: measured", Style.MARKED_LINE, 1, sizes, robustFailing)));
  }

  private static List<String> notes() {
    return List.of(
        "Without a far sample both losses are equal to the last bit; a fair draw decides. To take"
            + " the first of equals would make the L2 curve 0 or twice as high.",
        "The robust error hides the mode because δ = 0.01 is above η = 0.001: at δ = 0.0005 it is"
            + " as large as R. With R = 4 every error is above 0, so ε = 0.1 takes the place of"
            + " 0.");
  }
}
