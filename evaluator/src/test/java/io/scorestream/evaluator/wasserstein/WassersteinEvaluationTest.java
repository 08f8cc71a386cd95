package io.scorestream.evaluator.wasserstein;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.samples.Subset;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WassersteinEvaluationTest {

  private static final int POINTS = 500;
  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final Samples NONE = (run, subset, place, limit) -> Rows.zeros(0, run.dimension());
  private static final List<String> DISTANCES =
      List.of("sliced_w2", "w2", "w1", "max_sliced_w2", "sinkhorn_w2", "gaussian_w2");
  private static final List<String> LIKENESS =
      List.of("precision", "recall", "density", "coverage", "classifier_accuracy");
  private static final List<String> MOMENTS =
      List.of("mean_error", "covariance_error", "skewness_error", "kurtosis_error");

  private final Law law = Laws.named("mixture");
  private final Run known = new Run(Fixtures.known("known", law));
  private final Run unknown = new Run(Fixtures.unknown("unknown", Standardiser.identity(2), 0.2));
  private final WassersteinEvaluation againstLaw = againstLaw(NONE);

  @Test
  void everyDistance_comesWithItsFloorRatioAndExcess_andLikenessWithItsFloor() {
    List<String> expected = new ArrayList<>();
    for (String distance : DISTANCES) {
      expected.addAll(
          List.of(distance, distance + "_floor", distance + "_ratio", distance + "_excess"));
      if (distance.equals("sliced_w2")) {
        expected.add("sliced_w2_exact_score");
      }
      if (distance.equals("w1")) {
        expected.addAll(List.of("participation_ratio", "intrinsic_dimension", "w1_slope_shape"));
      }
      if (distance.equals("sinkhorn_w2")) {
        expected.addAll(List.of("sinkhorn_epsilon", "sinkhorn_marginal_error"));
      }
    }
    LIKENESS.forEach(name -> expected.addAll(List.of(name, name + "_floor")));
    MOMENTS.forEach(name -> expected.addAll(List.of(name, name + "_floor")));
    assertThat(all(againstLaw, known, set(draws(99, POINTS))))
        .extracting(Metric::getMetric)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void freshDrawsOfTheLaw_areAtTheFloor() {
    List<Metric> metrics = all(againstLaw, known, set(draws(99, POINTS)));
    for (String distance : DISTANCES) {
      Metric floor = metric(metrics, distance + "_floor");
      assertThat(floor.getValue()).isBetween(floor.getLow(), floor.getHigh());
      assertThat(value(metrics, distance))
          .isBetween(0.5 * requireNonNull(floor.getLow()), 1.5 * requireNonNull(floor.getHigh()));
      assertThat(value(metrics, distance + "_ratio"))
          .isEqualTo(value(metrics, distance) / floor.getValue());
      assertThat(metric(metrics, distance + "_excess").getEvidence()).isEqualTo(Evidence.PROXY);
    }
    assertThat(metric(metrics, "sliced_w2").getN()).isEqualTo(POINTS);
    assertThat(metric(metrics, "sliced_w2").getHigh()).isGreaterThan(value(metrics, "sliced_w2"));
    assertThat(value(metrics, "sinkhorn_marginal_error")).isLessThan(1e-4);
    assertThat(metrics).allMatch(metric -> metric.getTimestep() == null);
  }

  @Test
  void verdict_isAboutTheBandOfTheFloor() {
    List<Metric> near = all(againstLaw, known, set(draws(98, POINTS)));
    List<Metric> far = all(againstLaw, known, set(shifted(draws(99, POINTS), 1)));
    for (String distance : DISTANCES) {
      boolean inside =
          value(near, distance) <= requireNonNull(metric(near, distance + "_floor").getHigh());
      assertThat(metric(near, distance).getVerdict())
          .isEqualTo(inside ? Verdict.INDISTINGUISHABLE : Verdict.DISTINGUISHABLE);
      assertThat(metric(far, distance).getVerdict()).isEqualTo(Verdict.DISTINGUISHABLE);
    }
  }

  @Test
  void shiftedDraws_areFarFromTheFloorByTheShift() {
    List<Metric> metrics = all(againstLaw, known, set(shifted(draws(99, POINTS), 1)));
    assertThat(value(metrics, "sliced_w2")).isCloseTo(1.0, within(0.15));
    for (String distance : List.of("w2", "w1", "max_sliced_w2", "sinkhorn_w2", "gaussian_w2")) {
      assertThat(value(metrics, distance)).isCloseTo(Math.sqrt(2), within(0.25));
      assertThat(value(metrics, distance + "_excess")).isCloseTo(Math.sqrt(2), within(0.25));
    }
    assertThat(value(metrics, "sliced_w2_ratio")).isGreaterThan(5);
  }

  @Test
  void referenceAndFloor_areTheSameAtEveryMilestoneAndAfterARestart() {
    Rows points = draws(4, POINTS);
    List<Metric> first = all(againstLaw, known, set(points));
    all(againstLaw, known, set(draws(5, POINTS)));
    assertThat(all(againstLaw, known, set(points))).isEqualTo(first);
    assertThat(all(againstLaw(NONE), known, set(points))).isEqualTo(first);
  }

  @Test
  void smallBudget_takesFewerPointsAndLeavesOutWhatDoesNotFit() {
    List<Metric> metrics =
        all(new WassersteinEvaluation(NONE, Duration.ofMillis(100)), known, set(draws(99, POINTS)));
    assertThat(metric(metrics, "w2").getN()).isEqualTo(125);
    assertThat(metric(metrics, "gaussian_w2").getN()).isEqualTo(POINTS);
    assertThat(metrics)
        .filteredOn(metric -> metric.getMetric().startsWith("sinkhorn"))
        .extracting(Metric::getMetric, Metric::getLeftOut)
        .containsExactly(
            tuple(
                "sinkhorn_w2",
                "even of few points it would take more than its share of the budget; raise"
                    + " distances.budget, which is 100 ms"));
  }

  @Test
  void unknownLaw_comparesWithHalvesOfTheHeldOutSamples() {
    List<Metric> metrics = all(heldOut(300), unknown, set(draws(99, POINTS)));
    assertThat(metrics).allMatch(metric -> metric.getN() == 150);
    assertThat(value(metrics, "sliced_w2_ratio")).isBetween(0.5, 2.0);
    assertThat(value(metrics, "w2_ratio")).isBetween(0.5, 2.0);
    List<Metric> far = all(heldOut(300), unknown, set(shifted(draws(99, POINTS), 1)));
    assertThat(value(far, "sliced_w2_ratio")).isGreaterThan(3);
  }

  @Test
  void unknownLawWithManyHeldOutSamples_asksForTwiceTheGenerations() {
    Samples samples =
        (run, subset, place, limit) -> {
          assertThat(limit).isEqualTo(2 * POINTS);
          return draws(8, limit);
        };
    List<Metric> metrics =
        all(
            new WassersteinEvaluation(only(Subset.HELD_OUT, samples), BUDGET),
            unknown,
            set(draws(99, POINTS)));
    assertThat(metric(metrics, "sliced_w2").getN()).isEqualTo(POINTS);
  }

  @Test
  void unknownLawWithFewHeldOutSamples_saysNothing() {
    int few = Samples.FEWEST - 1;
    assertThat(all(heldOut(few), unknown, set(draws(99, POINTS)))).isEmpty();
    assertThat(all(heldOut(few + 1), unknown, set(draws(99, POINTS)))).isNotEmpty();
  }

  @Test
  void dataWithoutSpread_hasNoRatioAndNoEpsilon() {
    Rows same = Rows.zeros(100, 2);
    WassersteinEvaluation constant =
        new WassersteinEvaluation(
            only(Subset.HELD_OUT, (run, subset, place, limit) -> same), BUDGET);
    assertThat(all(constant, unknown, set(draws(1, 100))))
        .extracting(Metric::getMetric)
        .contains("sliced_w2", "sliced_w2_floor", "w2", "w2_floor", "sinkhorn_w2")
        .noneMatch(name -> name.endsWith("_ratio") || name.startsWith("sinkhorn_w2_"));
    assertThat(metric(all(constant, unknown, set(draws(1, 100))), "sinkhorn_w2").getLeftOut())
        .isEqualTo("all reference samples are equal, and give it no scale");
    assertThat(metric(all(constant, unknown, set(draws(1, 100))), "mean_error").getLeftOut())
        .startsWith("all reference samples are equal");
  }

  /** Whether the data has such a point or the generations: what rounding drowns is not said. */
  @Test
  void pointsSharedFarOut_leaveOutWhatTheyDrown() {
    Rows samples = draws(8, 2 * POINTS);
    Rows generated = draws(99, POINTS);
    for (Rows rows : List.of(samples, generated)) {
      for (int row = 3; row < rows.count(); row += 4) {
        rows.numbers()[2 * row] = (float) 1e16;
      }
    }
    WassersteinEvaluation far =
        new WassersteinEvaluation(
            only(Subset.HELD_OUT, (run, subset, place, limit) -> samples.copy()), BUDGET);
    List<Metric> metrics = all(far, unknown, set(generated));
    assertThat(metrics).allMatch(it -> Double.isFinite(it.getValue()) == (it.getLeftOut() == null));
    assertThat(metric(metrics, "sinkhorn_w2").getLeftOut()).contains("drowns all others");
    Rows floorless = draws(99, POINTS);
    floorless.numbers()[0] = (float) 1e16;
    Metric alone = metric(all(heldOut(2 * POINTS), unknown, set(floorless)), "w2");
    assertThat(alone.getValue() * Math.sqrt((double) alone.getN()))
        .isCloseTo(1e16, withinPercentage(1));
    assertThat(alone.getVerdict()).isEqualTo(Verdict.DISTINGUISHABLE);
  }

  @Test
  void generationsThatLeaveTheRangeOfFloats_leaveDistancesOut() {
    Run narrow = new Run(Fixtures.unknown("narrow", new Standardiser(new double[2], 1e-3), 0.2));
    Rows generated = draws(99, POINTS);
    generated.numbers()[5] = (float) 1e37;
    List<Metric> metrics = all(heldOut(2 * POINTS), narrow, set(generated));
    assertThat(metrics)
        .extracting(Metric::getMetric)
        .containsSequence(DISTANCES)
        .endsWith("precision", "classifier_accuracy", "mean_error")
        .hasSize(DISTANCES.size() + 3);
    assertThat(metrics)
        .extracting(Metric::getLeftOut)
        .containsOnly("in units of the run's scale, some numbers leave the range of float32");
  }

  @Test
  void generationsThatRepeatTrainingSamples_raiseTheAlarm() {
    Rows trained = gaussian(1, 256);
    RandomGenerator rng = Seeds.generator(2);
    Rows repeated = trained.chosen(rng.ints(POINTS, 0, 256).toArray());
    assertThat(value(besideTraining(trained, repeated), "memorisation_alarm")).isOne();
    List<Metric> fresh = besideTraining(trained, gaussian(3, POINTS));
    assertThat(value(fresh, "memorisation_alarm")).isZero();
    assertThat(value(fresh, "training_w2_ratio")).isCloseTo(1, within(0.1));
  }

  @Test
  void freshDrawsOfTheLaw_areAsLikeAsRealSamples() {
    List<Metric> metrics = all(againstLaw, known, set(draws(99, POINTS)));
    for (String name : LIKENESS) {
      Metric likeness = metric(metrics, name);
      assertThat(likeness.getVerdict()).isEqualTo(Verdict.INDISTINGUISHABLE);
      assertThat(likeness.getValue())
          .isBetween(requireNonNull(likeness.getLow()), requireNonNull(likeness.getHigh()));
      assertThat(metric(metrics, name + "_floor").getVerdict()).isNull();
      assertThat(likeness.getN()).isEqualTo(metric(metrics, name + "_floor").getN());
    }
    assertThat(value(metrics, "classifier_accuracy_floor")).isBetween(0.49, 0.54);
  }

  @Test
  void shiftedDraws_areLessPreciseAndToldApart() {
    List<Metric> metrics = all(againstLaw, known, set(shifted(draws(99, POINTS), 1)));
    for (String name : LIKENESS) {
      assertThat(metric(metrics, name).getVerdict()).isEqualTo(Verdict.DISTINGUISHABLE);
    }
    assertThat(value(metrics, "precision")).isLessThan(0.5);
    assertThat(value(metrics, "coverage")).isLessThan(0.5);
    assertThat(requireNonNull(metric(metrics, "classifier_accuracy").getLow())).isGreaterThan(0.7);
  }

  @Test
  void heldOutSamples_giveLikenessItsFloorToo() {
    List<Metric> near = all(heldOut(2 * POINTS), unknown, set(draws(99, POINTS)));
    List<Metric> far = all(heldOut(2 * POINTS), unknown, set(shifted(draws(99, POINTS), 1)));
    for (String name : LIKENESS) {
      assertThat(metric(near, name).getVerdict()).isEqualTo(Verdict.INDISTINGUISHABLE);
      assertThat(metric(far, name).getVerdict()).isEqualTo(Verdict.DISTINGUISHABLE);
    }
  }

  @Test
  void momentsOfOneOrder_areToldWithTheirIntervals() {
    for (WassersteinEvaluation evaluation : List.of(againstLaw, heldOut(2 * POINTS))) {
      Run run = evaluation == againstLaw ? known : unknown;
      List<Metric> near = all(evaluation, run, set(draws(99, POINTS)));
      List<Metric> far = all(evaluation, run, set(shifted(draws(99, POINTS), 1)));
      for (String name : MOMENTS) {
        Metric error = metric(far, name);
        assertThat(error.getVerdict())
            .isEqualTo(
                name.equals("mean_error") ? Verdict.DISTINGUISHABLE : Verdict.INDISTINGUISHABLE);
        assertThat(error.getValue())
            .isBetween(requireNonNull(error.getLow()), requireNonNull(error.getHigh()));
        assertThat(metric(near, name).getVerdict()).isEqualTo(Verdict.INDISTINGUISHABLE);
        assertThat(error.getN()).isEqualTo(metric(far, name + "_floor").getN());
      }
      assertThat(value(far, "mean_error")).isGreaterThan(0.7);
    }
  }

  @Test
  void fewPoints_haveNoLikeness() {
    List<Metric> metrics = all(heldOut(30), unknown, set(draws(99, POINTS)));
    assertThat(metric(metrics, "precision").getLeftOut())
        .isEqualTo("of fewer than 20 points in each set it says nothing");
    assertThat(metric(metrics, "w2").getLeftOut()).isNull();
  }

  @Test
  void copiesOfTrainingSamples_areCloserToThemThanToHeldOutOnes() {
    Rows trained = gaussian(1, POINTS);
    Metric copied = metric(besideTraining(trained, trained.copy()), "dcr_share");
    assertThat(copied.getValue()).isOne();
    assertThat(copied.getVerdict()).isEqualTo(Verdict.DISTINGUISHABLE);
    List<Metric> fresh = besideTraining(trained, gaussian(3, POINTS));
    assertThat(metric(fresh, "dcr_share").getVerdict()).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(value(fresh, "dcr_share_floor")).isBetween(0.45, 0.55);
  }

  private List<Metric> besideTraining(Rows trained, Rows generated) {
    Law gaussian = GaussianLaw.isotropic(new double[8], 1);
    Run run = new Run(Fixtures.known("eight", gaussian));
    return all(againstLaw((r, subset, place, limit) -> trained.copy()), run, set(generated));
  }

  private static Rows gaussian(long seed, int rows) {
    Rows points = Rows.zeros(rows, 8);
    RandomGenerator rng = Seeds.generator(seed);
    for (int i = 0; i < points.numbers().length; i++) {
      points.numbers()[i] = (float) rng.nextGaussian();
    }
    return points;
  }

  private static WassersteinEvaluation againstLaw(Samples training) {
    return new WassersteinEvaluation(only(Subset.TRAINING, training), BUDGET);
  }

  private WassersteinEvaluation heldOut(int count) {
    Rows samples = draws(8, count);
    return new WassersteinEvaluation(
        only(Subset.HELD_OUT, (run, subset, place, limit) -> samples.copy()), BUDGET);
  }

  private static Metric metric(List<Metric> metrics, String name) {
    return metrics.stream().filter(m -> m.getMetric().equals(name)).findFirst().orElseThrow();
  }

  private static double value(List<Metric> metrics, String name) {
    return metric(metrics, name).getValue();
  }

  private Rows draws(long seed, int count) {
    return law.draw(count, Seeds.generator(seed));
  }

  private static Rows shifted(Rows points, float by) {
    for (int i = 0; i < points.numbers().length; i++) {
      points.numbers()[i] += by;
    }
    return points;
  }

  private static GenerationSet set(Rows points) {
    return new GenerationSet(256, points, Fixtures.place(0, 128));
  }

  /** Samples of one subset; there are none of the other. */
  private static Samples only(Subset there, Samples samples) {
    return (run, subset, place, limit) ->
        subset == there
            ? samples.before(run, subset, place, limit)
            : Rows.zeros(0, run.dimension());
  }

  /** All comparisons, one after the other. */
  private static List<Metric> all(WassersteinEvaluation evaluation, Run run, GenerationSet set) {
    return Arrays.stream(Comparison.values())
        .filter(comparison -> comparison != Comparison.COLUMN_W1)
        .flatMap(comparison -> evaluation.evaluate(run, set, comparison).metrics().stream())
        .toList();
  }
}
