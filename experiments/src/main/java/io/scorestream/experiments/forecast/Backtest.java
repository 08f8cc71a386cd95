package io.scorestream.experiments.forecast;

import static io.scorestream.experiments.result.Figure.Axis.linear;
import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.forecast.backtest.ForecastBacktest;
import io.scorestream.diffusion.forecast.backtest.ForecastBacktest.Trial;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Curve.Style;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Figure;
import io.scorestream.experiments.result.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Forecasts of the error at {@code 8m} from the milestones up to {@code m = 1024} come true in at
 * least four of five streams, where the class holds the score: linear scores of a Gaussian in two
 * dimensions.
 *
 * @param streams at each time, at least 20
 */
public record Backtest(int streams) implements Experiment {
  private static final double LEAST = 0.8;
  private static final double[] TIMES = {0.02, 0.1, 0.5, 1.5};
  private static final double DRAWN = 0.5;

  /** Fifty at each time. */
  public Backtest() {
    this(50);
  }

  @Override
  public String name() {
    return "backtest";
  }

  @Override
  public String claim() {
    return "Forecasts of the error at eight times the samples come true";
  }

  @Override
  public Result run(long seed) {
    List<Check> checks = new ArrayList<>();
    List<Trial> drawn = List.of();
    for (double time : TIMES) {
      List<Trial> trials = ForecastBacktest.eightfold(law(), time).trials(streams, seed);
      checks.add(
          Check.atLeast(
              "t = " + time, "share that came true", LEAST, ForecastBacktest.coverage(trials)));
      drawn = time == DRAWN ? trials : drawn;
    }
    return new Result(checks, figure(drawn), List.of());
  }

  private static GaussianLaw law() {
    return new GaussianLaw(new double[] {0, 0.5}, new double[] {1, 0.3, 0.3, 1});
  }

  private static Figure figure(List<Trial> trials) {
    List<Trial> rising = trials.stream().sorted(Comparator.comparingDouble(Trial::truth)).toList();
    return new Figure(
        "Forecasts of σ_t·D^0.05 at m = 8192 from m ≤ 1024, t = " + DRAWN,
        linear("stream, by its error"),
        logarithmic("σ_t·D^0.05"),
        List.of(
            curve("forecast, 95 %: upper end", Style.DASHED, 1, rising, t -> t.forecast().high()),
            curve("forecast: median", Style.MARKERS, 1, rising, t -> t.forecast().value()),
            curve("forecast, 95 %: lower end", Style.DASHED, 1, rising, t -> t.forecast().low()),
            curve("error at m = 8192", Style.MARKED_LINE, 0, rising, Trial::truth)));
  }

  private static Curve curve(
      String label, Style style, int family, List<Trial> trials, ToDoubleFunction<Trial> part) {
    return Curve.of(
        label,
        style,
        family,
        IntStream.rangeClosed(1, trials.size()).asDoubleStream().toArray(),
        trials.stream().mapToDouble(part).toArray());
  }
}
