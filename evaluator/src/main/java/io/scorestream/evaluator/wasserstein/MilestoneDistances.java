package io.scorestream.evaluator.wasserstein;

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

/**
 * The distances of one milestone's generations from a reference, within a budget. A function of
 * these alone; floors are kept because they are dear.
 *
 * @param sets that are compared
 * @param floors that were measured before, by what they are measured of
 */
record MilestoneDistances(ComparedSets sets, RecentlyUsed<String, Measured<NoiseFloor>> floors) {

  /** Generations that are compared with training samples, and the budget's share for it. */
  private static final int COMPARED = 1_000;

  private static final double TRAINING_SHARE = 0.125;

  /**
   * A distance with its floor; left out where it does not fit the budget, is not defined, or cannot
   * be told from rounding.
   */
  Measured<Measurement> measure(DistanceKind kind) {
    return effort(kind)
        .flatMap(
            effort -> {
              Distances distances = new Distances(sets.run(), sets.scope());
              Rows set = sets.reference().points(effort.n());
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
                    .get(sets.key("exact score", effort), () -> withExactScore(effort.n()))
                    .map(
                        value ->
                            sets.scope()
                                .number(
                                    MetricName.SLICED_W2_EXACT_SCORE,
                                    value,
                                    effort.n(),
                                    Evidence.EMPIRICAL)));
  }

  private Measured<Double> withExactScore(int n) {
    ExactScoreSamples exact = new ExactScoreSamples(sets.run());
    double seconds = DistanceKind.SLICED_W2.share() * sets.budget().time().toNanos() / 1e9;
    return exact.fits(n, seconds)
        ? new Distances(sets.run(), sets.scope())
            .measure(
                DistanceKind.SLICED_W2,
                sets.run().standardiser().scaled(exact.draw(n)),
                sets.reference().points(n))
            .map(Measurement.Found::value)
        : Measured.of(exact.gaussianBound());
  }

  private Measured<Effort> effort(DistanceKind kind) {
    Run run = sets.run();
    EvaluationSpec spec = run.spec().getEvaluation();
    return sets.effort(
        kind.share(), kind.mostPoints(), n -> kind.seconds(n, run.dimension(), spec));
  }

  /**
   * The distance from the training samples; left out where it does not fit the budget, or cannot be
   * told from rounding.
   *
   * @param trained {@code [t, d]}, t at least 1
   */
  Measured<Memorisation> memorisation(Rows trained) {
    int samples = trained.count();
    return sets.effort(
            TRAINING_SHARE,
            COMPARED,
            n -> ComparedSizes.of(n, samples).seconds(sets.run().dimension()))
        .flatMap(
            effort -> memorisation(trained, ComparedSizes.of(effort.n(), samples), effort.pairs()));
  }

  private Measured<Memorisation> memorisation(Rows trained, ComparedSizes sizes, int pairs) {
    Rows target = trained.first(sizes.training());
    Effort effort = new Effort(sizes.generations(), pairs);
    return floors
        .get(sets.key("training/" + sizes.training(), effort), () -> fromTraining(target, effort))
        .flatMap(
            others ->
                ExactTransport.w2(sets.generated(sizes.generations()), target)
                    .sureBeside(others.mean())
                    .map(distance -> new Memorisation(distance.value(), others)));
  }

  private Measured<Measurement> measure(
      DistanceKind kind, Effort effort, Distances distances, Rows set) {
    return floors
        .get(
            sets.key(kind.name(), effort),
            () ->
                sets.reference()
                    .pairs(effort.n())
                    .floor(effort.pairs(), distances.between(kind, set)))
        .flatMap(
            floor ->
                distances
                    .measure(kind, sets.generated(effort.n()), set)
                    .flatMap(found -> Measurement.of(kind, found, floor)));
  }

  private Measured<NoiseFloor> fromTraining(Rows trained, Effort effort) {
    return NoiseFloor.ofMeasured(
        sets.reference().furtherSets(effort.n(), effort.pairs()).stream()
            .map(set -> Measured.of(ExactTransport.w2(set, trained)))
            .toList(),
        effort.n());
  }
}
