package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.wasserstein.Budget.Effort;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.Measured;
import io.scorestream.transport.NoiseFloor;
import io.scorestream.transport.plan.ExactTransport;
import java.util.function.IntToDoubleFunction;

/**
 * One milestone's generations beside a reference, within a budget. A function of these alone;
 * floors are kept because they are dear.
 *
 * @param run whose generations they are
 * @param generations of the milestone
 * @param reference that they are compared with
 * @param budget of all distances
 * @param floors that were measured before, by what they are measured of
 */
record MilestoneDistances(
    Run run,
    GenerationSet generations,
    Reference reference,
    Budget budget,
    RecentlyUsed<String, Measured<NoiseFloor>> floors) {

  /** Generations that are compared with training samples, and the budget's share for it. */
  private static final int COMPARED = 1_000;

  private static final double TRAINING_SHARE = 0.15;

  /**
   * A distance with its floor; left out where it does not fit the budget, is not defined, or cannot
   * be told from rounding.
   */
  Measured<Measurement> measure(DistanceKind kind) {
    return effort(kind)
        .flatMap(
            effort -> {
              Distances distances = new Distances(run, scope());
              Rows set = reference.points(effort.n());
              return distances.areDefined(kind, set)
                  ? measure(kind, effort, distances, set)
                  : Measured.leftOut("all reference samples are equal, and give it no scale");
            });
  }

  /**
   * What the sliced distance would be with exact scores; left out where the distance itself is.
   *
   * @param known what was found before, by reference and points
   */
  Measured<Metric> withExactScore(RecentlyUsed<String, Measured<Double>> known) {
    return effort(DistanceKind.SLICED_W2)
        .flatMap(
            effort ->
                known
                    .get(key("exact score", effort), () -> withExactScore(effort.n()))
                    .map(
                        value ->
                            scope()
                                .number(
                                    MetricName.SLICED_W2_EXACT_SCORE,
                                    value,
                                    effort.n(),
                                    Evidence.EMPIRICAL)));
  }

  private Measured<Double> withExactScore(int n) {
    ExactScoreSamples exact = new ExactScoreSamples(run);
    double seconds = DistanceKind.SLICED_W2.share() * budget.time().toNanos() / 1e9;
    return exact.fits(n, seconds)
        ? new Distances(run, scope())
            .measure(
                DistanceKind.SLICED_W2,
                run.standardiser().scaled(exact.draw(n)),
                reference.points(n))
            .map(Measurement.Found::value)
        : Measured.of(exact.gaussianBound());
  }

  private Measured<Effort> effort(DistanceKind kind) {
    EvaluationSpec spec = run.spec().getEvaluation();
    return effort(kind.share(), kind.mostPoints(), n -> kind.seconds(n, run.dimension(), spec));
  }

  private Measured<Effort> effort(double share, int mostPoints, IntToDoubleFunction seconds) {
    return generations.points().areFinite() && reference.isFinite()
        ? budget.effort(
            share, points(mostPoints), run.spec().getEvaluation().getFloorPairs(), seconds)
        : Measured.leftOut("in units of the run's scale, some numbers leave the range of float32");
  }

  /**
   * The distance from the training samples; left out where it does not fit the budget, or cannot be
   * told from rounding.
   *
   * @param trained {@code [t, d]}, t at least 1
   */
  Measured<Memorisation> memorisation(Rows trained) {
    int samples = trained.count();
    return effort(
            TRAINING_SHARE, COMPARED, n -> ComparedSizes.of(n, samples).seconds(run.dimension()))
        .flatMap(
            effort -> memorisation(trained, ComparedSizes.of(effort.n(), samples), effort.pairs()));
  }

  private Measured<Memorisation> memorisation(Rows trained, ComparedSizes sizes, int pairs) {
    Rows target = trained.first(sizes.training());
    Effort effort = new Effort(sizes.generations(), pairs);
    return floors
        .get(key("training/" + sizes.training(), effort), () -> fromTraining(target, effort))
        .flatMap(
            others ->
                ExactTransport.w2(generations.points().first(sizes.generations()), target)
                    .sureBeside(others.mean())
                    .map(distance -> new Memorisation(distance.value(), others)));
  }

  private Measured<Measurement> measure(
      DistanceKind kind, Effort effort, Distances distances, Rows set) {
    return floors
        .get(
            key(kind.name(), effort),
            () -> reference.pairs(effort.n()).floor(effort.pairs(), distances.between(kind, set)))
        .flatMap(
            floor ->
                distances
                    .measure(kind, generations.points().first(effort.n()), set)
                    .flatMap(found -> Measurement.of(kind, found, floor)));
  }

  private Measured<NoiseFloor> fromTraining(Rows trained, Effort effort) {
    return NoiseFloor.ofMeasured(
        reference.furtherSets(effort.n(), effort.pairs()).stream()
            .map(set -> Measured.of(ExactTransport.w2(set, trained)))
            .toList(),
        effort.n());
  }

  private int points(int most) {
    return Math.min(most, Math.min(generations.points().count(), reference.most()));
  }

  private String key(String what, Effort effort) {
    return String.join("/", reference.key(), what, effort.toString());
  }

  /** What the metrics are said of. */
  MetricScope scope() {
    return MetricScope.of(run, generations.milestone());
  }
}
