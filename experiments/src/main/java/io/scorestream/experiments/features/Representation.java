package io.scorestream.experiments.features;

import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.Seeds;
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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Assumption A2: the error falls as {@code m^−½} only where the class holds the score. Four
 * Gaussians in two dimensions are smooth for 300 random features at t = 1.5 and 0.5, and too sharp
 * for them at t = 0.1 and 0.02, where the error comes to rest on what the class cannot represent.
 *
 * @param repetitions for each time, with features of their own; at least 2
 * @param sizes numbers of samples, increasing multiples of 250, of which two are 1000 or more
 * @param draws at which errors are measured
 */
@SuppressWarnings("ArrayRecordComponent")
public record Representation(int repetitions, int[] sizes, int draws) implements Experiment {
  private static final int FEATURES = 300;
  private static final double WIDTH = 0.5;
  private static final double DEVIATION = 0.2;
  private static final int FITTED_FROM = 1000;

  private static final List<Earlier> EARLIER =
      List.of(
          new Earlier(1.5, true, -.49, -.51),
          new Earlier(0.5, true, -.50, -.51),
          new Earlier(0.1, false, -.26, -.27),
          new Earlier(0.02, false, -.34, -.26));

  /** Up to 32,000 samples. */
  public Representation() {
    this(8, new int[] {250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000}, 10_000);
  }

  /** Slopes of {@code D^0.05} and L2 over m from 1000 on, and whether the class has the score. */
  private record Earlier(double t, boolean represented, double robustSlope, double l2Slope) {}

  @Override
  public String name() {
    return "representation";
  }

  @Override
  public String claim() {
    return "More data helps where the class holds the score, and no further where it does not";
  }

  @Override
  public Result run(long seed) {
    List<Check> checks = new ArrayList<>();
    List<Curve> drawn = new ArrayList<>();
    for (int i = 0; i < EARLIER.size(); i++) {
      Earlier earlier = EARLIER.get(i);
      long time = i;
      List<LearningCurve> curves =
          Repetitions.of(repetitions, r -> curve(earlier.t(), Seeds.generator(seed, time, r)));
      checks.addAll(ofTime(earlier, curves));
      drawn.addAll(drawn(i, earlier, curves));
    }
    return new Result(checks, figure(drawn), notes());
  }

  private LearningCurve curve(double t, RandomGenerator rng) {
    FourierFeatures features = new FourierFeatures(2, FEATURES, WIDTH, rng);
    return LearningCurve.of(law(), t, features, sizes, draws, rng);
  }

  private static GaussianMixture law() {
    double[] weights = {0.25, 0.25, 0.25, 0.25};
    return new GaussianMixture(weights, List.of(at(1, 1), at(1, -1), at(-1, 1), at(-1, -1)));
  }

  private static GaussianLaw at(double x, double y) {
    return GaussianLaw.isotropic(new double[] {x, y}, DEVIATION);
  }

  private List<Check> ofTime(Earlier earlier, List<LearningCurve> curves) {
    String setting = "t = " + earlier.t();
    Moments robust = slopes(curves, LearningCurve::robust05);
    Moments l2 = slopes(curves, LearningCurve::l2);
    List<Check> checks = new ArrayList<>();
    checks.add(
        earlier.represented()
            ? Check.atMost(setting, "slope of D^.05", -0.45, robust.mean())
            : Check.atLeast(setting, "slope of D^.05", -0.4, robust.mean()));
    checks.add(besideEarlier(setting, "slope of D^.05", earlier.robustSlope(), robust));
    checks.add(besideEarlier(setting, "slope of L2", earlier.l2Slope(), l2));
    checks.add(rest(setting, curves));
    return checks;
  }

  /** The earlier slopes are those of one repetition each. */
  private static Check besideEarlier(
      String setting, String quantity, double earlier, Moments slopes) {
    return Check.simulation(
        setting,
        quantity,
        earlier,
        Accepted.meanBeside(earlier, 1, 0.01, slopes.deviation(), slopes.n()),
        slopes.mean());
  }

  /**
   * The last error: not less than that of the class itself, and not more than what the noise adds
   * to it in least squares of p features, {@code noise·p/(m − p)} in squares; a ridge adds less.
   */
  private Check rest(String setting, List<LearningCurve> curves) {
    double best = rootMean(curves, LearningCurve::bestL2);
    double noise = curves.stream().mapToDouble(LearningCurve::noise).average().orElseThrow();
    double last = sizes[sizes.length - 1];
    double most = Math.sqrt(best * best + noise * FEATURES / (last - FEATURES));
    double[] ends = curves.stream().mapToDouble(curve -> last(curve.l2())).toArray();
    double chance = Accepted.STANDARD_ERRORS * Moments.of(ends).standardError();
    return Check.formula(
        setting,
        "L2 at m = " + sizes[sizes.length - 1],
        most,
        new Accepted(best - chance, most + chance),
        rootMean(curves, curve -> last(curve.l2())));
  }

  private static double last(List<Double> numbers) {
    return numbers.get(numbers.size() - 1);
  }

  private static double rootMean(List<LearningCurve> curves, ToDoubleFunction<LearningCurve> part) {
    double sum = 0;
    for (LearningCurve curve : curves) {
      sum += Math.pow(part.applyAsDouble(curve), 2);
    }
    return Math.sqrt(sum / curves.size());
  }

  private Moments slopes(List<LearningCurve> curves, Function<LearningCurve, List<Double>> errors) {
    int from = 0;
    while (sizes[from] < FITTED_FROM) {
      from++;
    }
    int first = from;
    double[] fitted = Arrays.stream(sizes, first, sizes.length).asDoubleStream().toArray();
    return Moments.of(
        curves.stream()
            .mapToDouble(curve -> LogSlope.of(fitted, tail(errors.apply(curve), first)))
            .toArray());
  }

  private static double[] tail(List<Double> numbers, int from) {
    return numbers.stream().skip(from).mapToDouble(Double::doubleValue).toArray();
  }

  private List<Curve> drawn(int family, Earlier earlier, List<LearningCurve> curves) {
    double[] m = Arrays.stream(sizes).asDoubleStream().toArray();
    double[] mean = new double[m.length];
    for (LearningCurve curve : curves) {
      for (int i = 0; i < m.length; i++) {
        mean[i] += curve.robust05().get(i) / curves.size();
      }
    }
    Curve measured =
        Curve.of("t = %s: measured".formatted(earlier.t()), Style.MARKED_LINE, family, m, mean);
    if (!earlier.represented()) {
      return List.of(measured);
    }
    int end = m.length - 1;
    double[] half = {mean[end] * Math.sqrt(m[end] / m[2]), mean[end]};
    return List.of(
        measured, Curve.of("slope −1/2", Style.DASHED, family, new double[] {m[2], m[end]}, half));
  }

  private static Figure figure(List<Curve> curves) {
    return new Figure(
        "Normalised error σ·D^0.05 of 300 random features on four Gaussians",
        logarithmic("samples m"),
        logarithmic("σ_t·D^0.05"),
        curves);
  }

  private static List<String> notes() {
    return List.of(
        "The earlier simulation does not say its features' width, its ridge and its means; here"
            + " they are 0.5, 1 (for features of mean square 1) and (±1, ±1). Its slopes count as"
            + " those of one repetition.");
  }
}
