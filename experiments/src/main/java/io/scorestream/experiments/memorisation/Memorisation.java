package io.scorestream.experiments.memorisation;

import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The time that training takes to learn a law hardly depends on the number n of samples, and the
 * time until it begins to learn them by heart grows as n: between the two lies a window, the wider
 * the more samples. Bonnaire, Urfin, Biroli, Mézard, <i>Why diffusion models don't memorize: the
 * role of implicit dynamical regularization in training</i> (arXiv 2505.17638, 2025).
 *
 * <p>As in their theory, random features are trained on one small time by gradient flow, with more
 * features than samples; noise is averaged over. Samples are of the standard Gaussian in eight
 * dimensions. Slope 1 is the limit of many more features than samples, and of many more samples
 * than dimensions.
 *
 * @param features p, more than twice the most samples
 * @param repetitions with features and samples of their own, at least 2
 */
public record Memorisation(int features, int repetitions) implements Experiment {
  private static final int DIMENSION = 8;
  private static final double TIME = 0.02;
  private static final double[] WIDTHS = {3, 0.6, 0.6};
  private static final int[] SAMPLES = {24, 48, 96, 192};
  private static final double ACCEPTED = 0.15;
  private static final double FLAT = 0.3;
  private static final double WINDOW = 4;
  private static final int MOMENTS = 160;
  private static final double DECADES = 5;

  /** With a standard error of the slope of about 0.03. */
  public Memorisation() {
    this(480, 4);
  }

  @Override
  public String name() {
    return "memorisation";
  }

  @Override
  public String claim() {
    return "Time to memorise grows as the number of samples; time to generalise hardly does";
  }

  @Override
  public Result run(long seed) {
    List<TrainingTimes> found =
        Repetitions.of(repetitions * SAMPLES.length, job -> times(seed, job));
    double[] samples = Arrays.stream(SAMPLES).asDoubleStream().toArray();
    double[][] memorised = new double[repetitions][];
    double[][] generalised = new double[repetitions][];
    for (int r = 0; r < repetitions; r++) {
      List<TrainingTimes> own = found.subList(r * SAMPLES.length, (r + 1) * SAMPLES.length);
      memorised[r] = own.stream().mapToDouble(TrainingTimes::memorised).toArray();
      generalised[r] = own.stream().mapToDouble(TrainingTimes::generalised).toArray();
    }
    Moments slope = slope(samples, memorised);
    double[] meanMemorised = geometricMeans(memorised);
    double[] meanGeneralised = geometricMeans(generalised);
    int most = SAMPLES.length - 1;
    double window = meanMemorised[most] / meanGeneralised[most];
    return new Result(
        List.of(
            Check.formula(
                "", "slope of τ_mem in n", 1, Accepted.withinShare(1, ACCEPTED), slope.mean()),
            Check.atMost("", "slope of τ_gen in n", FLAT, slope(samples, generalised).mean()),
            Check.atLeast("n = " + SAMPLES[most], "τ_mem / τ_gen", WINDOW, window)),
        figure(samples, meanMemorised, meanGeneralised),
        List.of(
            String.format(
                Locale.ROOT,
                "slope of τ_mem %.3f, with a standard error of %.3f by %s repetitions",
                slope.mean(),
                slope.standardError(),
                repetitions)));
  }

  private TrainingTimes times(long seed, int job) {
    int repetition = job / SAMPLES.length;
    int n = SAMPLES[job % SAMPLES.length];
    SineFeatures random =
        SineFeatures.of(DIMENSION, features, WIDTHS, Seeds.generator(seed, repetition, 0));
    double sigma = OrnsteinUhlenbeck.sigma(TIME);
    NoiseLoss law = random.onStandardGaussian(sigma);
    NoiseLoss trained = random.on(samples(n, Seeds.generator(seed, repetition, n)), sigma);
    double[] taus =
        IntStream.range(0, MOMENTS)
            .mapToDouble(i -> Math.pow(10, DECADES * i / (MOMENTS - 1)))
            .toArray();
    return TrainingTimes.of(taus, GradientFlow.of(trained, law).at(taus));
  }

  private static DMatrixRMaj samples(int n, RandomGenerator rng) {
    double signal = OrnsteinUhlenbeck.signal(TIME);
    DMatrixRMaj samples = new DMatrixRMaj(n, DIMENSION);
    Arrays.setAll(samples.data, i -> signal * rng.nextGaussian());
    return samples;
  }

  private static Moments slope(double[] samples, double[][] times) {
    return Moments.of(
        Arrays.stream(times).mapToDouble(each -> LogSlope.of(samples, each)).toArray());
  }

  private static double[] geometricMeans(double[][] times) {
    return IntStream.range(0, times[0].length)
        .mapToDouble(
            i ->
                Math.exp(
                    Arrays.stream(times).mapToDouble(t -> Math.log(t[i])).average().orElseThrow()))
        .toArray();
  }

  private static Figure figure(double[] samples, double[] memorised, double[] generalised) {
    int most = samples.length - 1;
    double[] line = Arrays.stream(samples).map(n -> memorised[most] * n / samples[most]).toArray();
    return new Figure(
        "Training time to learn the law and its samples",
        logarithmic("samples n"),
        logarithmic("training time τ"),
        List.of(
            Curve.of("samples begin to be memorised", Style.MARKERS, 0, samples, memorised),
            Curve.of("slope 1", Style.DASHED, 0, samples, line),
            Curve.of("law is learnt", Style.MARKED_LINE, 1, samples, generalised)));
  }
}
