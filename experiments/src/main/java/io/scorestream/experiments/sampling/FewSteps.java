package io.scorestream.experiments.sampling;

import static io.scorestream.experiments.result.Figure.Axis.logarithmic;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Curve.Style;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Figure;
import io.scorestream.experiments.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Few of a grid's fifty timesteps with exact scores, on three Gaussians on the line, of which one
 * is as narrow as a thirteenth of the spread: {@code W_1} to the data, expected by {@link
 * OutputLaw} and drawn.
 *
 * @param draws of the sampler and of the data, a multiple of eight
 */
public record FewSteps(int draws) implements Experiment {
  private static final int TIMESTEPS = 50;
  private static final int[] COUNTS = {8, 10, 15, 25, 50};
  private static final int FEW = 15;
  private static final TimeGrid GRID = TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, TIMESTEPS);

  private static final List<ReverseUpdate> UPDATES =
      List.of(
          ReverseUpdate.EXPONENTIAL_INTEGRATOR,
          ReverseUpdate.PROBABILITY_FLOW,
          ReverseUpdate.DDIM,
          ReverseUpdate.FLOW_MULTISTEP);

  /** With as many draws as {@link SamplerTable}. */
  public FewSteps() {
    this(200_000);
  }

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public String claim() {
    return "Along the probability flow, second-order steps through 15 of 50 timesteps are as good as"
        + " all with noise";
  }

  @Override
  public Result run(long seed) {
    GaussianMixture law = (GaussianMixture) Laws.named("mixture-1d");
    LineLaw data = new LineLaw(law, 0);
    List<Check> checks = new ArrayList<>();
    List<Curve> curves = new ArrayList<>();
    for (ReverseUpdate update : UPDATES) {
      double[] expected =
          IntStream.of(COUNTS).mapToDouble(count -> expected(law, data, update, count)).toArray();
      curves.add(
          Curve.of(
              name(update),
              Style.MARKED_LINE,
              curves.size(),
              IntStream.of(COUNTS).asDoubleStream().toArray(),
              expected));
      for (int i = 0; i < COUNTS.length; i++) {
        checks.add(drawn(law, data, update, COUNTS[i], expected[i], seed));
      }
    }
    checks.add(
        Check.atMost(
            "%s of %s timesteps, %s".formatted(FEW, TIMESTEPS, name(ReverseUpdate.FLOW_MULTISTEP)),
            "W1 of the laws, all timesteps' with noise at most",
            expected(law, data, ReverseUpdate.EXPONENTIAL_INTEGRATOR, TIMESTEPS),
            expected(law, data, ReverseUpdate.FLOW_MULTISTEP, FEW)));
    checks.add(withNoise(law, data, seed));
    return new Result(checks, figure(curves), List.of());
  }

  private static double expected(
      GaussianMixture law, LineLaw data, ReverseUpdate update, int count) {
    return data.w1(OutputLaw.of(law, new ReversePlan(GRID, update, count))::below);
  }

  private Check drawn(
      GaussianMixture law,
      LineLaw data,
      ReverseUpdate update,
      int count,
      double expected,
      long seed) {
    long own = Seeds.generator(seed, UPDATES.indexOf(update), count).nextLong();
    SamplerRun run = SamplerRun.of(law, new ReversePlan(GRID, update, count), draws, own);
    return run.beside(
        "%s of %s timesteps, %s".formatted(count, TIMESTEPS, name(update)),
        expected,
        data.samplingError(draws));
  }

  /** Of second order with noise, whose law is no integral on the line. */
  private Check withNoise(GaussianMixture law, LineLaw data, long seed) {
    ReversePlan plan = ReversePlan.whole(GRID, ReverseUpdate.SDE_MULTISTEP);
    return Check.atMost(
        "all timesteps, %s".formatted(name(ReverseUpdate.SDE_MULTISTEP)),
        "W1 to the data, that of first order and the draws' error at most",
        expected(law, data, ReverseUpdate.EXPONENTIAL_INTEGRATOR, TIMESTEPS)
            + data.samplingError(draws),
        SamplerRun.of(law, plan, draws, Seeds.generator(seed, UPDATES.size()).nextLong()).w1());
  }

  private static String name(ReverseUpdate update) {
    return update.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Figure figure(List<Curve> curves) {
    return new Figure(
        "W1 between data and output with exact scores, of some of 50 timesteps",
        logarithmic("steps"),
        logarithmic("W1"),
        curves);
  }
}
