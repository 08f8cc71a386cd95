package io.scorestream.diffusion.forecast.backtest;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.forecast.ErrorTrend;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.MilestoneError;
import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Forecasts from the first milestones of a stream, held against the error that its model has at a
 * later one. Models are exact minimisers over linear scores, so that they are what the theory
 * speaks of; errors are {@code σ_t·D^δ} on fresh draws of {@code q_t}, as the evaluator measures
 * them. Pure: the seed decides everything.
 *
 * @param law of the data
 * @param time t, above 0
 * @param milestones of the fit, increasing
 * @param target the m whose error is forecast, above the last of them
 * @param delta δ
 * @param draws of {@code q_t} for each error
 * @param confidence of errors and forecasts
 */
@SuppressWarnings("ArrayRecordComponent")
public record ForecastBacktest(
    Law law,
    double time,
    long[] milestones,
    long target,
    double delta,
    int draws,
    double confidence) {

  /** From 64 samples, five milestones at ratio 2, to eight times the last of them, δ = 0.05. */
  public static ForecastBacktest eightfold(Law law, double time) {
    return new ForecastBacktest(
        law, time, new long[] {64, 128, 256, 512, 1024}, 8 * 1024, 0.05, 10_000, 0.95);
  }

  /**
   * One stream.
   *
   * @param measured errors of the milestones
   * @param forecast of the error at the target
   * @param truth that error
   */
  public record Trial(List<MilestoneError> measured, Interval forecast, double truth) {

    /** Whether the forecast came true. */
    public boolean isCovered() {
      return forecast.covers(truth);
    }

    /** How wide the forecast is, upper over lower end. */
    public double width() {
      return forecast.high() / forecast.low();
    }
  }

  /** Independent streams, as many as asked for. */
  public List<Trial> trials(int count, long seed) {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trials.add(trial(Seeds.generator(seed, i)));
    }
    return trials;
  }

  /** Share of the trials whose forecast came true. */
  public static double coverage(List<Trial> trials) {
    return trials.stream().filter(Trial::isCovered).count() / (double) trials.size();
  }

  /** The median of the widths. */
  public static double medianWidth(List<Trial> trials) {
    double[] widths = trials.stream().mapToDouble(Trial::width).sorted().toArray();
    return widths[widths.length / 2];
  }

  private Trial trial(RandomGenerator rng) {
    Rows points = law.draw(draws, rng);
    OrnsteinUhlenbeck.diffuse(time, points, rng, points);
    Rows exact = scores(points);
    LinearScoreFit fit = new LinearScoreFit(law.dimension(), time, rng);
    List<MilestoneError> measured = new ArrayList<>();
    long seen = 0;
    for (long m : milestones) {
      measured.add(measured(fit, rng, seen, m, points, exact));
      seen = m;
    }
    Interval forecast = ErrorTrend.fit(measured, confidence).errorAt((double) target);
    double truth = measured(fit, rng, seen, target, points, exact).value();
    return new Trial(measured, forecast, truth);
  }

  private MilestoneError measured(
      LinearScoreFit fit, RandomGenerator rng, long seen, long m, Rows points, Rows exact) {
    fit.add(law.draw(Math.toIntExact(m - seen), rng));
    ScoreFunction minimiser = fit.minimiser();
    Rows estimated = points.zerosAlike();
    minimiser.score(1, points, estimated);
    QuantileEstimate error =
        RobustError.of(RobustError.normalised(time, estimated, exact), delta, confidence);
    return new MilestoneError(m, error.value(), error.low(), error.high());
  }

  private Rows scores(Rows points) {
    DiffusedLaw diffused = law.diffusedTo(time);
    int d = law.dimension();
    double[] x = new double[d];
    double[] s = new double[d];
    Rows scores = points.zerosAlike();
    for (int row = 0; row < points.count(); row++) {
      for (int i = 0; i < d; i++) {
        x[i] = points.at(row, i);
      }
      diffused.score(x, s);
      for (int i = 0; i < d; i++) {
        scores.numbers()[row * d + i] = (float) s[i];
      }
    }
    return scores;
  }

  /** The sizes of the fit, a copy. */
  @Override
  public long[] milestones() {
    return Arrays.copyOf(milestones, milestones.length);
  }
}
