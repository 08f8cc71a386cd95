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
import io.scorestream.transport.NoiseFloor;
import io.scorestream.transport.plan.ExactTransport;
import java.util.Optional;

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
    RecentlyUsed<String, NoiseFloor> floors) {

  /** Generations that are compared with training samples, and the budget's share for it. */
  private static final int COMPARED = 1_000;

  private static final double TRAINING_SHARE = 0.15;

  /** A distance with its floor; none where it does not fit the budget or is not defined. */
  Optional<Measurement> measure(DistanceKind kind) {
    return effort(kind)
        .flatMap(
            effort -> {
              Distances distances = new Distances(run, scope());
              Rows set = reference.points(effort.n());
              return distances.areDefined(kind, set)
                  ? Optional.of(measure(kind, effort, distances, set))
                  : Optional.empty();
            });
  }

  /**
   * What the sliced distance would be with exact scores; none where the distance itself is not
   * measured.
   *
   * @param known what was found before, by reference and points
   */
  Optional<Metric> withExactScore(RecentlyUsed<String, Double> known) {
    return effort(DistanceKind.SLICED_W2)
        .map(
            effort ->
                scope()
                    .number(
                        MetricName.SLICED_W2_EXACT_SCORE,
                        known.get(key("exact score", effort), () -> withExactScore(effort.n())),
                        effort.n(),
                        Evidence.EMPIRICAL));
  }

  private double withExactScore(int n) {
    ExactScoreSamples exact = new ExactScoreSamples(run);
    double seconds = DistanceKind.SLICED_W2.share() * budget.time().toNanos() / 1e9;
    return exact.fits(n, seconds)
        ? new Distances(run, scope())
            .measure(
                DistanceKind.SLICED_W2,
                run.standardiser().scaled(exact.draw(n)),
                reference.points(n))
            .value()
        : exact.gaussianBound();
  }

  /** What a distance takes of the budget; none where it does not fit. */
  Optional<Effort> effort(DistanceKind kind) {
    EvaluationSpec spec = run.spec().getEvaluation();
    return budget.effort(
        kind.share(),
        points(kind.mostPoints()),
        spec.getFloorPairs(),
        n -> kind.seconds(n, run.dimension(), spec));
  }

  /**
   * The distance from the training samples; none where it does not fit the budget.
   *
   * @param trained {@code [t, d]}, t at least 1
   */
  Optional<Memorisation> memorisation(Rows trained) {
    int samples = trained.count();
    return budget
        .effort(
            TRAINING_SHARE,
            points(COMPARED),
            run.spec().getEvaluation().getFloorPairs(),
            n -> ComparedSizes.of(n, samples).seconds(run.dimension()))
        .map(
            effort -> memorisation(trained, ComparedSizes.of(effort.n(), samples), effort.pairs()));
  }

  private Memorisation memorisation(Rows trained, ComparedSizes sizes, int pairs) {
    Rows target = trained.first(sizes.training());
    Effort effort = new Effort(sizes.generations(), pairs);
    return new Memorisation(
        ExactTransport.w2(generations.points().first(sizes.generations()), target),
        floors.get(
            key("training/" + sizes.training(), effort), () -> fromTraining(target, effort)));
  }

  private Measurement measure(DistanceKind kind, Effort effort, Distances distances, Rows set) {
    NoiseFloor floor =
        floors.get(
            key(kind.name(), effort),
            () -> reference.pairs(effort.n()).floor(effort.pairs(), distances.between(kind, set)));
    return new Measurement(
        kind, distances.measure(kind, generations.points().first(effort.n()), set), floor);
  }

  private NoiseFloor fromTraining(Rows trained, Effort effort) {
    double[] distances =
        reference.furtherSets(effort.n(), effort.pairs()).stream()
            .mapToDouble(set -> ExactTransport.w2(set, trained))
            .toArray();
    return NoiseFloor.of(distances, effort.n());
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
