package io.scorestream.evaluator.wasserstein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.heldout.HeldOutSamples;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.run.Standardiser;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WassersteinEvaluationTest {

  private static final int POINTS = 500;

  private final Law law = Laws.named("mixture");
  private final Run known = new Run(Fixtures.known("known", law));
  private final Run unknown = new Run(Fixtures.unknown("unknown", Standardiser.identity(2), 0.2));
  private final WassersteinEvaluation againstLaw =
      new WassersteinEvaluation((run, place, limit) -> new float[0]);

  @Test
  void freshDrawsOfTheLaw_areAtTheFloor() {
    List<Metric> metrics = againstLaw.evaluate(known, set(draws(99, POINTS)));
    assertThat(metrics)
        .extracting(Metric::getMetric)
        .containsExactly("sliced_w2", "sliced_w2_floor", "sliced_w2_ratio");
    assertThat(metrics.get(0).getValue())
        .isBetween(0.5 * metrics.get(1).getLow(), 1.5 * metrics.get(1).getHigh());
    assertThat(metrics.get(2).getValue())
        .isEqualTo(metrics.get(0).getValue() / metrics.get(1).getValue());
    assertThat(metrics)
        .allSatisfy(
            metric -> {
              assertThat(metric.getN()).isEqualTo(POINTS);
              assertThat(metric.getEvidence()).isEqualTo(Evidence.EMPIRICAL);
              assertThat(metric.getTimestep()).isNull();
              assertThat(metric.getValue()).isBetween(metric.getLow(), metric.getHigh());
            });
  }

  @Test
  void shiftedDraws_areFarFromTheFloorByTheShift() {
    List<Metric> metrics = againstLaw.evaluate(known, set(shifted(draws(99, POINTS), 1)));
    assertThat(metrics.get(0).getValue()).isCloseTo(1.0, within(0.15));
    assertThat(metrics.get(2).getValue()).isGreaterThan(5);
  }

  @Test
  void referenceAndFloor_areTheSameAtEveryMilestoneAndAfterARestart() {
    float[] points = draws(4, POINTS);
    List<Metric> first = againstLaw.evaluate(known, set(points));
    againstLaw.evaluate(known, set(draws(5, POINTS)));
    assertThat(againstLaw.evaluate(known, set(points))).isEqualTo(first);
    WassersteinEvaluation restarted =
        new WassersteinEvaluation((run, place, limit) -> new float[0]);
    assertThat(restarted.evaluate(known, set(points))).isEqualTo(first);
  }

  @Test
  void unknownLaw_comparesWithHalvesOfTheHeldOutSamples() {
    List<Metric> metrics = heldOut(300).evaluate(unknown, set(draws(99, POINTS)));
    assertThat(metrics).hasSize(3).allMatch(metric -> metric.getN() == 150);
    assertThat(metrics.get(2).getValue()).isBetween(0.6, 1.6);
    List<Metric> far = heldOut(300).evaluate(unknown, set(shifted(draws(99, POINTS), 1)));
    assertThat(far.get(2).getValue()).isGreaterThan(3);
  }

  @Test
  void unknownLawWithManyHeldOutSamples_asksForTwiceTheGenerations() {
    HeldOutSamples samples =
        (run, place, limit) -> {
          assertThat(limit).isEqualTo(2 * POINTS);
          return draws(8, limit);
        };
    List<Metric> metrics =
        new WassersteinEvaluation(samples).evaluate(unknown, set(draws(99, POINTS)));
    assertThat(metrics).hasSize(3).allMatch(metric -> metric.getN() == POINTS);
  }

  @Test
  void unknownLawWithFewHeldOutSamples_saysNothing() {
    int few = HeldOutSamples.FEWEST - 1;
    assertThat(heldOut(few).evaluate(unknown, set(draws(99, POINTS)))).isEmpty();
    assertThat(heldOut(few + 1).evaluate(unknown, set(draws(99, POINTS)))).hasSize(3);
  }

  @Test
  void dataWithoutSpread_hasNoRatio() {
    float[] same = new float[200];
    WassersteinEvaluation constant = new WassersteinEvaluation((run, place, limit) -> same);
    assertThat(constant.evaluate(unknown, set(draws(1, 100))))
        .extracting(Metric::getMetric)
        .containsExactly("sliced_w2", "sliced_w2_floor");
  }

  private WassersteinEvaluation heldOut(int count) {
    float[] samples = draws(8, count);
    return new WassersteinEvaluation((run, place, limit) -> Arrays.copyOf(samples, samples.length));
  }

  private float[] draws(long seed, int count) {
    float[] points = new float[2 * count];
    law.sample(Seeds.generator(seed), points);
    return points;
  }

  private static float[] shifted(float[] points, float by) {
    for (int i = 0; i < points.length; i++) {
      points[i] += by;
    }
    return points;
  }

  private static GenerationSet set(float[] points) {
    return new GenerationSet(256, points, Fixtures.place(0, 128));
  }
}
