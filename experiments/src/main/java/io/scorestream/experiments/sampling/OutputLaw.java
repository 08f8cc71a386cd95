package io.scorestream.experiments.sampling;

import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReversePlan.Step;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The law of what a sampler on the line makes with exact scores, without drawing: the density of
 * {@code a x + b s(x) + c ξ} by the trapezoid rule, step by step from {@code N(0, 1)}. Nodes are a
 * sixth of the lesser noise of two neighbouring steps apart; at twice as many, W_1 changes by less
 * than 1e-5. Where there is no noise, the places of many points of {@code N(0, 1)}.
 */
final class OutputLaw {
  private static final double NODES_PER_DEVIATION = 6;
  private static final double DEVIATIONS = 6;
  private static final double START_REACH = 6.5;

  /** Of nodes that nothing blurs: W_1 changes by less than 1e-4 at half of it. */
  private static final double FLOW_SPACING = 5e-4;

  /** Nodes with less mass are left out. */
  private static final double NEGLIGIBLE = 1e-13;

  private final double[] places;
  private final double[] below;

  private OutputLaw(double[] places, double[] masses) {
    int[] order =
        IntStream.range(0, places.length)
            .boxed()
            .sorted((i, j) -> Double.compare(places[i], places[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.places = Arrays.stream(order).mapToDouble(i -> places[i]).toArray();
    this.below = new double[order.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      double mass = masses[order[i]];
      below[i] = sum + mass / 2;
      sum += mass;
    }
  }

  /**
   * The output of a plan's steps for data of a law in one dimension.
   *
   * @throws IllegalArgumentException where steps have noise and remember the one before: then a
   *     place alone does not say where one goes on to
   */
  static OutputLaw of(Law law, ReversePlan plan) {
    if (plan.update() == ReverseUpdate.SDE_MULTISTEP) {
      throw new IllegalArgumentException("the law of " + plan.update() + " is no law on the line");
    }
    return plan.update().isDeterministic() ? flowed(law, plan) : diffused(law, plan.steps());
  }

  private static OutputLaw diffused(Law law, List<Step> steps) {
    Nodes nodes = Nodes.standardNormal(spacing(1, steps.get(0).by()));
    for (int i = 0; i < steps.size(); i++) {
      Coefficients by = steps.get(i).by();
      Nodes moved = nodes.moved(law.diffusedTo(steps.get(i).time()), by);
      if (by.noise() == 0) {
        return new OutputLaw(moved.places(), moved.masses());
      }
      Coefficients next = i + 1 < steps.size() ? steps.get(i + 1).by() : by;
      nodes = moved.blurred(by.noise(), spacing(by.noise(), next));
    }
    return new OutputLaw(nodes.places(), nodes.masses());
  }

  /** Between the nodes after a step: fine for the noise that made them and for the next. */
  private static double spacing(double made, Coefficients next) {
    return (next.noise() > 0 ? Math.min(made, next.noise()) : made / 3) / NODES_PER_DEVIATION;
  }

  /** Without noise nodes only move. */
  private static OutputLaw flowed(Law law, ReversePlan plan) {
    Nodes start = Nodes.standardNormal(FLOW_SPACING);
    double[] places = start.places();
    double[] denoised = new double[places.length];
    double[] point = new double[1];
    double[] score = new double[1];
    for (Step step : plan.steps()) {
      DiffusedLaw diffused = law.diffusedTo(step.time());
      double variance = OrnsteinUhlenbeck.variance(step.time());
      Coefficients by = step.by();
      for (int i = 0; i < places.length; i++) {
        point[0] = places[i];
        diffused.score(point, score);
        double moved = by.position() * point[0] + by.score() * score[0] + by.memory() * denoised[i];
        denoised[i] = (point[0] + variance * score[0]) / OrnsteinUhlenbeck.signal(step.time());
        places[i] = moved;
      }
    }
    return new OutputLaw(places, start.masses());
  }

  /** The distribution function. */
  double below(double x) {
    if (x < places[0]) {
      return 0;
    }
    if (x >= places[places.length - 1]) {
      return 1;
    }
    int found = Arrays.binarySearch(places, x);
    int left = found >= 0 ? found : -found - 2;
    if (left == places.length - 1 || places[left + 1] == places[left]) {
      return below[left];
    }
    double share = (x - places[left]) / (places[left + 1] - places[left]);
    return below[left] + share * (below[left + 1] - below[left]);
  }

  /** A law on finitely many places. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Nodes(double[] places, double[] masses) {

    static Nodes standardNormal(double spacing) {
      int half = (int) Math.ceil(START_REACH / spacing);
      double[] places = new double[2 * half + 1];
      Arrays.setAll(places, i -> (i - half) * spacing);
      double[] masses = Arrays.stream(places).map(x -> Math.exp(-x * x / 2)).toArray();
      return new Nodes(places, masses).normalised();
    }

    private Nodes normalised() {
      double total = Arrays.stream(masses).sum();
      return new Nodes(places, Arrays.stream(masses).map(mass -> mass / total).toArray());
    }

    /** Each place moved to {@code a x + b s(x)}. */
    Nodes moved(DiffusedLaw law, Coefficients by) {
      int[] kept = IntStream.range(0, masses.length).filter(i -> masses[i] > NEGLIGIBLE).toArray();
      double[] point = new double[1];
      double[] score = new double[1];
      double[] moved = new double[kept.length];
      for (int i = 0; i < kept.length; i++) {
        point[0] = places[kept[i]];
        law.score(point, score);
        moved[i] = by.position() * point[0] + by.score() * score[0];
      }
      return new Nodes(moved, Arrays.stream(kept).mapToDouble(i -> masses[i]).toArray());
    }

    /** The law plus {@code noise·ξ}, on an even grid. */
    Nodes blurred(double noise, double spacing) {
      double reach = DEVIATIONS * noise;
      double low = Arrays.stream(places).min().orElseThrow() - reach;
      double high = Arrays.stream(places).max().orElseThrow() + reach;
      double[] grid = new double[(int) ((high - low) / spacing) + 2];
      Arrays.setAll(grid, i -> low + i * spacing);
      double[] blurred = new double[grid.length];
      for (int i = 0; i < places.length; i++) {
        int first = (int) Math.ceil((places[i] - reach - low) / spacing);
        int last = (int) Math.floor((places[i] + reach - low) / spacing);
        for (int j = Math.max(0, first); j <= Math.min(last, grid.length - 1); j++) {
          double away = (grid[j] - places[i]) / noise;
          blurred[j] += masses[i] * Math.exp(-away * away / 2);
        }
      }
      return new Nodes(grid, blurred).normalised();
    }
  }
}
