package io.scorestream.evaluator.robust;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.Stopping;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.encoding.Standardiser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real networks: an untrained one has the score of the standard normal law. */
class ScoreEvaluationTest {

  private static final Samples NONE = (run, subset, place, limit) -> Rows.zeros(0, 2);

  private final Run known = new Run(Fixtures.known("known", Fixtures.standardNormal()));
  private final Run unknown =
      new Run(Fixtures.unknown("unknown", new Standardiser(new double[] {5, -5}, 3), 0.2));
  private final Run wide =
      new Run(
          Fixtures.known("wide", new GaussianLaw(new double[2], new double[] {2, 0.5, 0.5, 1})));
  private final ScoreEvaluation evaluation = new ScoreEvaluation(NONE, DevicePreference.CPU);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void networkThatIsExact_hasNoErrorAtAnyTimestep() {
    for (int timestep : known.timesteps()) {
      List<Metric> metrics = evaluated(evaluation, known, untrained(known, timestep)).metrics();
      assertThat(metrics)
          .filteredOn(metric -> !metric.getMetric().equals("tail_ratio"))
          .hasSize(11)
          .allSatisfy(metric -> assertThat(metric.getValue()).isLessThan(1e-5));
    }
  }

  @Test
  void networkOfAnotherLaw_hasTheErrorOfThatLaw() {
    Run shifted =
        new Run(
            Fixtures.known(
                "shifted", new GaussianLaw(new double[] {3, 4}, new double[] {1, 0, 0, 1})));
    double time = shifted.grid().time(3);
    Metric median = evaluated(evaluation, shifted, untrained(shifted, 3)).metrics().get(0);
    assertThat(median.getValue())
        .isCloseTo(
            OrnsteinUhlenbeck.sigma(time) * 5 * OrnsteinUhlenbeck.signal(time), within(1e-4));
  }

  @Test
  void draws_areTheSameAtEveryMilestone_andTheFreshOnesAreNot() {
    ScoreWeights early = untrained(wide, 2);
    ScoreWeights late = ScoreWeights.newBuilder(early).setMilestone(512).build();
    List<Metric> first = evaluated(evaluation, wide, early).metrics();
    try (ScoreEvaluation restarted = new ScoreEvaluation(NONE, DevicePreference.CPU)) {
      evaluated(restarted, wide, untrained(wide, 4));
      List<Metric> second = evaluated(restarted, wide, late).metrics();
      assertThat(values(second, "robust_error")).isEqualTo(values(first, "robust_error"));
      assertThat(values(second, "robust_error_fresh"))
          .hasSize(3)
          .doesNotContainAnyElementsOf(values(first, "robust_error_fresh"));
    }
    assertThat(values(first, "robust_error")).allMatch(value -> value > 0.01);
  }

  @Test
  void freshDraws_canBeLeftOut() {
    RunSpec spec = wide.spec();
    EvaluationSpec none = EvaluationSpec.newBuilder(spec.getEvaluation()).setFreshDraws(0).build();
    Run without = new Run(RunSpec.newBuilder(spec).setEvaluation(none).build());
    assertThat(
            values(
                evaluated(evaluation, without, untrained(without, 2)).metrics(),
                "robust_error_fresh"))
        .isEmpty();
  }

  /** A network that is off by the same everywhere has the same error on every path. */
  @Test
  void pathErrors_addUpOverTheTimesteps() {
    Run shifted =
        new Run(
            Fixtures.known(
                "shifted", new GaussianLaw(new double[] {3, 4}, new double[] {1, 0, 0, 1})));
    double[] squares = new double[2_000];
    double expected = 0;
    for (int timestep : shifted.timesteps()) {
      float[] terms = evaluated(evaluation, shifted, untrained(shifted, timestep)).pathTerms();
      assertThat(terms).hasSize(2_000);
      for (int path = 0; path < squares.length; path++) {
        squares[path] += terms[path];
      }
      double error = 5 * OrnsteinUhlenbeck.signal(shifted.grid().time(timestep));
      expected += shifted.grid().step(timestep) * error * error;
    }
    List<Metric> metrics = PathErrors.of(shifted, 256, squares);
    assertThat(metrics)
        .extracting(Metric::getMetric, Metric::getDelta, Metric::getEvidence)
        .containsExactly(
            tuple("path_error", 0.1, Evidence.EXACT),
            tuple("total_variation_shape", 0.1, Evidence.SHAPE),
            tuple("path_error", 0.05, Evidence.EXACT),
            tuple("total_variation_shape", 0.05, Evidence.SHAPE),
            tuple("path_error", 0.01, Evidence.EXACT),
            tuple("total_variation_shape", 0.01, Evidence.SHAPE));
    assertThat(metrics.get(0).getValue()).isCloseTo(Math.sqrt(expected), within(1e-3));
    assertThat(metrics.get(1).getValue()).isGreaterThan(0.1 + Math.sqrt(expected));
    assertThat(metrics)
        .allMatch(metric -> metric.getTimestep() == null && metric.getMilestone() == 256);
  }

  @Test
  void unknownLaw_givesHeldOutLossInTheNetworksUnits() {
    try (ScoreEvaluation held = new ScoreEvaluation(heldOut(2_000), DevicePreference.CPU)) {
      Findings findings = evaluated(held, unknown, untrained(unknown, 3));
      double least = Math.pow(OrnsteinUhlenbeck.signal(unknown.grid().time(3)), 2);
      Metric loss = findings.metrics().get(0);
      assertThat(loss.getMetric()).isEqualTo("held_out_loss");
      assertThat(loss.getEvidence()).isEqualTo(Evidence.EMPIRICAL);
      assertThat(loss.getN()).isEqualTo(2_000);
      assertThat(loss.getValue()).isBetween(loss.getLow(), loss.getHigh());
      assertThat(loss.getValue())
          .isCloseTo(
              least, within(3 * (requireNonNull(loss.getHigh()) - requireNonNull(loss.getLow()))));
      assertThat(loss.getHigh() - loss.getLow()).isBetween(0.01 * least, 0.2 * least);
      assertThat(findings.pathTerms()).isEmpty();
    }
  }

  @Test
  void unknownLaw_isComparedWithTheMilestoneBeforeOnTheSamplesThatBothHad() {
    ScoreWeights early = untrained(unknown, 3);
    ScoreWeights late = ScoreWeights.newBuilder(early).setMilestone(512).build();
    HeldOutAnswers answers;
    try (ScoreEvaluation held = new ScoreEvaluation(heldOut(200), DevicePreference.CPU)) {
      Findings findings = evaluated(held, unknown, early);
      assertThat(values(findings.metrics(), "held_out_loss_difference")).isEmpty();
      answers = findings.answers().orElseThrow();
      assertThat(answers.milestone()).isEqualTo(256);
    }
    try (ScoreEvaluation held = new ScoreEvaluation(heldOut(400), DevicePreference.CPU)) {
      List<Metric> metrics =
          held.evaluate(unknown, 3, MilestoneNetwork.of(unknown, late), Optional.of(answers))
              .metrics();
      assertThat(metrics)
          .filteredOn(metric -> metric.getMetric().equals("held_out_loss_difference"))
          .hasSize(1)
          .allMatch(metric -> metric.getValue() == 0 && metric.getN() == 200)
          .allMatch(metric -> metric.getEvidence() == Evidence.UNBIASED_DIFFERENCE);
      assertThat(values(metrics, "reference_disagreement")).containsExactly(0.0, 0.0, 0.0);
      assertThat(values(metrics, "robust_error_ceiling")).hasSize(3);
    }
  }

  @Test
  void unknownLaw_withTrainingEndedByHeldOutSamples_hasProxiesInPlaceOfBounds() {
    OptimiserSpec optimiser =
        OptimiserSpec.newBuilder(unknown.spec().getOptimiser())
            .setStopping(Stopping.HELD_OUT)
            .build();
    Run stopped = new Run(RunSpec.newBuilder(unknown.spec()).setOptimiser(optimiser).build());
    try (ScoreEvaluation held = new ScoreEvaluation(heldOut(200), DevicePreference.CPU)) {
      assertThat(evaluated(held, stopped, untrained(stopped, 3)).metrics())
          .filteredOn(metric -> metric.getMetric().equals("robust_error_ceiling"))
          .hasSize(3)
          .allMatch(metric -> metric.getEvidence() == Evidence.PROXY);
    }
  }

  @Test
  void unknownLawWithFewHeldOutSamples_saysNothing() {
    Rows few = Rows.zeros(Samples.FEWEST - 1, 2);
    try (ScoreEvaluation held =
        new ScoreEvaluation((run, subset, place, limit) -> few.copy(), DevicePreference.CPU)) {
      Findings findings = evaluated(held, unknown, untrained(unknown, 1));
      assertThat(findings.metrics()).isEmpty();
      assertThat(findings.answers()).isEmpty();
    }
  }

  @Test
  void networkWithOtherContentThanItsHash_isRefused() {
    ScoreWeights sound = untrained(known, 1);
    float[] weights = Floats.of(sound.getWeights());
    weights[7] += 1;
    ScoreWeights damaged = ScoreWeights.newBuilder(sound).setWeights(Floats.bytes(weights)).build();
    assertThatThrownBy(() -> evaluated(evaluation, known, damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void networkOfAnotherSpecification_isRefused() {
    ScoreWeights other = ScoreWeights.newBuilder(untrained(known, 1)).setSpecHash("other").build();
    assertThatThrownBy(() -> evaluated(evaluation, known, other))
        .hasMessageContaining("another specification of run known");
  }

  @Test
  void timestepThatTheRunHasNot_isRefused() {
    MilestoneNetwork first = MilestoneNetwork.of(known, untrained(known, 1));
    assertThatThrownBy(() -> evaluation.evaluate(known, 5, first, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("milestone 256 names timestep 5; run known has timesteps 1 to 4");
  }

  private static ScoreWeights untrained(Run run, int timestep) {
    return Fixtures.weights(RunState.of(run), timestep, 256, Fixtures.untrained(run, timestep));
  }

  private static Findings evaluated(ScoreEvaluation evaluation, Run run, ScoreWeights weights) {
    return evaluation.evaluate(
        run, weights.getFirstTimestep(), MilestoneNetwork.of(run, weights), Optional.empty());
  }

  /** Always the same first samples, in the data's own units. */
  private Samples heldOut(int count) {
    Rows samples =
        unknown.standardiser().restore(Fixtures.standardNormal().draw(count, Seeds.generator(2)));
    return (run, subset, place, limit) -> samples.copy();
  }

  private static List<Double> values(List<Metric> metrics, String name) {
    return metrics.stream()
        .filter(metric -> metric.getMetric().equals(name))
        .map(Metric::getValue)
        .toList();
  }
}
