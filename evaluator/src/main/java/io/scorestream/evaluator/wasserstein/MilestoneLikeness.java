package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.wasserstein.Budget.Effort;
import io.scorestream.rows.Rows;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import io.scorestream.transport.NoiseFloor;
import io.scorestream.transport.moments.MomentErrors;
import io.scorestream.transport.neighbours.ManifoldOverlap;
import io.scorestream.transport.neighbours.NearestRecord;
import io.scorestream.transport.twosample.ClassifierTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How alike one milestone's generations and a reference are, by numbers that are no distances,
 * within a budget. A function of these alone; floors are kept because they are dear. Costs are on
 * the terms of {@link DistanceKind}.
 *
 * @param sets that are compared
 * @param floors that were measured before, by what they are measured of
 */
record MilestoneLikeness(
    ComparedSets sets, RecentlyUsed<String, Measured<List<NoiseFloor>>> floors) {

  /** Neighbours that balls of manifolds reach to. */
  private static final int NEIGHBOURS = 5;

  /** Three matrices of 8 MB. */
  private static final int MOST_IN_MANIFOLDS = 1_000;

  private static final int MOST_TOLD_APART = 2_000;
  private static final int MOST_FOR_MOMENTS = 4_096;

  /** Principal axes along which there are moments, where there are as many. */
  private static final int MOST_AXES = 32;

  /** In more dimensions eigenvalues take longer than moments: there are the run's axes, or none. */
  private static final int MOST_WITHOUT_AXES = 64;

  private static final double OVERLAP_SHARE = 0.045;
  private static final double RECORD_SHARE = 0.021;
  private static final double CLASSIFIER_SHARE = 0.085;
  private static final double MOMENTS_SHARE = 0.03;

  /** Of fewer there are no ten blocks for intervals, and no halves to learn from. */
  private static final int FEWEST_POINTS = 20;

  /** Precision, recall, density and coverage. */
  Measured<List<Likeness>> overlap() {
    return effort(OVERLAP_SHARE, MOST_IN_MANIFOLDS, this::overlapSeconds)
        .flatMap(
            effort ->
                floors
                    .get(
                        sets.key("overlap", effort),
                        () -> floors(effort, (x, y) -> ManifoldOverlap.values(x, y, NEIGHBOURS)))
                    .map(floors -> overlap(effort.n(), floors)));
  }

  private List<Likeness> overlap(int n, List<NoiseFloor> floors) {
    ManifoldOverlap found =
        ManifoldOverlap.of(sets.reference().points(n), sets.generated(n), NEIGHBOURS);
    return List.of(
        new Likeness(Likeness.Kind.PRECISION, found.precision(), floors.get(0)),
        new Likeness(Likeness.Kind.RECALL, found.recall(), floors.get(1)),
        new Likeness(Likeness.Kind.DENSITY, found.density(), floors.get(2)),
        new Likeness(Likeness.Kind.COVERAGE, found.coverage(), floors.get(3)));
  }

  /**
   * The share that is closer to training samples than to as many of the reference.
   *
   * @param trained {@code [t, d]}
   */
  Measured<List<Likeness>> nearestRecord(Rows trained) {
    return effort(RECORD_SHARE, trained.count(), this::recordSeconds)
        .flatMap(
            effort -> {
              Rows known = trained.first(effort.n());
              return floors
                  .get(sets.key("record", effort), () -> recordFloor(effort, known))
                  .flatMap(
                      floors ->
                          NearestRecord.closerToTrained(
                                  sets.generated(effort.n()),
                                  known,
                                  sets.reference().points(effort.n()))
                              .map(found -> one(Likeness.Kind.DCR_SHARE, found, floors)));
            });
  }

  private Measured<List<NoiseFloor>> recordFloor(Effort effort, Rows known) {
    return measuredFloors(
        effort,
        (x, y) ->
            NearestRecord.closerToTrained(x, known, y).map(share -> new double[] {share.value()}));
  }

  /** Errors of the moments of four orders. */
  Measured<List<Likeness>> moments() {
    return effort(MOMENTS_SHARE, MOST_FOR_MOMENTS, this::momentSeconds)
        .flatMap(
            effort -> {
              MomentErrors errors = new MomentErrors(axes(effort.n()));
              return floors
                  .get(sets.key("moments", effort), () -> measuredFloors(effort, errors::values))
                  .flatMap(
                      floors ->
                          errors
                              .estimates(
                                  sets.reference().points(effort.n()), sets.generated(effort.n()))
                              .map(found -> moments(found, floors)));
            });
  }

  private static List<Likeness> moments(Estimate[] found, List<NoiseFloor> floors) {
    return List.of(
        new Likeness(Likeness.Kind.MEAN_ERROR, found[0], floors.get(0)),
        new Likeness(Likeness.Kind.COVARIANCE_ERROR, found[1], floors.get(1)),
        new Likeness(Likeness.Kind.SKEWNESS_ERROR, found[2], floors.get(2)),
        new Likeness(Likeness.Kind.KURTOSIS_ERROR, found[3], floors.get(3)));
  }

  /**
   * The run's own axes, where it has some. They are fitted neither to the generations nor to the
   * sets that these are compared with: along axes of its own a set spreads more than others do.
   */
  private Rows axes(int n) {
    int dimension = sets.run().dimension();
    return sets.run()
        .standardiser()
        .leadingAxes(MOST_AXES)
        .orElseGet(
            () ->
                dimension <= MOST_WITHOUT_AXES
                    ? MomentErrors.principalAxes(
                        sets.reference().furtherSets(n, 1).get(0), MOST_AXES)
                    : Rows.zeros(0, dimension));
  }

  /** How often classifiers tell generations from the reference. */
  Measured<List<Likeness>> classifier() {
    ClassifierTest test =
        new ClassifierTest(EvaluationSeed.CLASSIFIER.generator(sets.run()).nextLong());
    return effort(CLASSIFIER_SHARE, MOST_TOLD_APART, this::classifierSeconds)
        .flatMap(
            effort ->
                floors
                    .get(
                        sets.key("classifier", effort),
                        () -> floors(effort, (x, y) -> new double[] {test.accuracy(x, y).value()}))
                    .map(
                        floors ->
                            one(
                                Likeness.Kind.CLASSIFIER_ACCURACY,
                                test.accuracy(
                                    sets.reference().points(effort.n()),
                                    sets.generated(effort.n())),
                                floors)));
  }

  private static List<Likeness> one(Likeness.Kind kind, Estimate found, List<NoiseFloor> floors) {
    return List.of(new Likeness(kind, found, floors.get(0)));
  }

  private Measured<Effort> effort(double share, int mostPoints, IntToDoubleFunction seconds) {
    return sets.effort(share, mostPoints, seconds)
        .flatMap(
            effort ->
                effort.n() < FEWEST_POINTS
                    ? Measured.leftOut(
                        "of fewer than %s points in each set it says nothing"
                            .formatted(FEWEST_POINTS))
                    : Measured.of(effort));
  }

  /** Floors of numbers that may be left out, and so are the floors then. */
  private Measured<List<NoiseFloor>> measuredFloors(
      Effort effort, BiFunction<Rows, Rows, Measured<double[]>> measure) {
    List<double[]> values = new ArrayList<>();
    for (Measured<double[]> pair :
        sets.reference().pairs(effort.n()).measure(effort.pairs(), measure)) {
      if (pair instanceof Measured.LeftOut<double[]> left) {
        return Measured.leftOut(left.reason());
      }
      values.add(pair.orThrow());
    }
    return Measured.of(floors(values, effort.n()));
  }

  /** Measures floors of as many numbers as pairs of reference sets give. */
  private Measured<List<NoiseFloor>> floors(
      Effort effort, BiFunction<Rows, Rows, double[]> measure) {
    return Measured.of(
        floors(sets.reference().pairs(effort.n()).measure(effort.pairs(), measure), effort.n()));
  }

  private static List<NoiseFloor> floors(List<double[]> values, int n) {
    return IntStream.range(0, values.get(0).length)
        .mapToObj(
            number -> NoiseFloor.of(values.stream().mapToDouble(pair -> pair[number]).toArray(), n))
        .toList();
  }

  /** With what the blocks of the intervals take beside it. */
  private double overlapSeconds(int n) {
    return (double) n * n * (1.3e-8 + 3.5e-10 * sets.run().dimension());
  }

  private double recordSeconds(int n) {
    return (double) n * n * (1.5e-9 + 2.4e-10 * sets.run().dimension());
  }

  private double classifierSeconds(int n) {
    double d = sets.run().dimension();
    double trees = n * (8e-6 + 4e-7 * Math.min(d, 32));
    double principal = d * d * (7e-10 * n + 2e-9 * d);
    double neighbours = 2.7e-10 * n * n * d;
    return trees + principal + neighbours;
  }

  private double momentSeconds(int n) {
    double d = sets.run().dimension();
    double axes = Math.min(d, MOST_AXES);
    return n * (6e-7 + 2e-9 * d * axes + 3e-8 * (d + axes) + 2e-9 * axes * axes);
  }
}
