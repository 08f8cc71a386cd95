package io.scorestream.evaluator.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.heldout.HeldOutSamples;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Floats;
import io.scorestream.run.Run;
import io.scorestream.run.Standardiser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real networks: an untrained one has the score of the standard normal law. */
class ScoreEvaluationTest {

  private static final HeldOutSamples NONE = (run, place, limit) -> new float[0];

  private final Run known = new Run(Fixtures.known("known", Fixtures.standardNormal()));
  private final Run unknown =
      new Run(Fixtures.unknown("unknown", new Standardiser(new double[] {5, -5}, 3), 0.2));
  private final ScoreEvaluation evaluation = new ScoreEvaluation(NONE, DevicePreference.CPU);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void networkThatIsExact_hasNoErrorAtAnyTimestep() {
    for (int timestep : known.timesteps()) {
      List<Metric> metrics = evaluation.evaluate(known, untrained(known, timestep));
      assertThat(metrics)
          .hasSize(5)
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
    Metric median = evaluation.evaluate(shifted, untrained(shifted, 3)).get(0);
    assertThat(median.getValue())
        .isCloseTo(
            OrnsteinUhlenbeck.sigma(time) * 5 * OrnsteinUhlenbeck.signal(time), within(1e-4));
  }

  @Test
  void draws_areTheSameAtEveryMilestone() {
    Run wide =
        new Run(
            Fixtures.known("wide", new GaussianLaw(new double[2], new double[] {2, 0.5, 0.5, 1})));
    ScoreCheckpoint early = untrained(wide, 2);
    ScoreCheckpoint late = ScoreCheckpoint.newBuilder(early).setMilestone(512).build();
    List<Double> first = values(evaluation.evaluate(wide, early));
    try (ScoreEvaluation restarted = new ScoreEvaluation(NONE, DevicePreference.CPU)) {
      assertThat(values(restarted.evaluate(wide, late))).isEqualTo(first);
    }
    assertThat(first).allMatch(value -> value > 0.01);
  }

  @Test
  void unknownLaw_givesHeldOutLossInTheNetworksUnits() {
    float[] samples = new float[4_000];
    Fixtures.standardNormal().sample(Seeds.generator(2), samples);
    unknown.standardiser().restore(samples);
    try (ScoreEvaluation held =
        new ScoreEvaluation((run, place, limit) -> samples.clone(), DevicePreference.CPU)) {
      List<Metric> metrics = held.evaluate(unknown, untrained(unknown, 3));
      double least = Math.pow(OrnsteinUhlenbeck.signal(unknown.grid().time(3)), 2);
      assertThat(metrics).hasSize(1);
      Metric loss = metrics.get(0);
      assertThat(loss.getMetric()).isEqualTo("held_out_loss");
      assertThat(loss.getEvidence()).isEqualTo(Evidence.EMPIRICAL);
      assertThat(loss.getN()).isEqualTo(2_000);
      assertThat(loss.getValue()).isBetween(loss.getLow(), loss.getHigh());
      assertThat(loss.getValue()).isCloseTo(least, within(3 * (loss.getHigh() - loss.getLow())));
      assertThat(loss.getHigh() - loss.getLow()).isBetween(0.01 * least, 0.2 * least);
    }
  }

  @Test
  void unknownLawWithFewHeldOutSamples_saysNothing() {
    float[] few = new float[2 * (HeldOutSamples.FEWEST - 1)];
    try (ScoreEvaluation held =
        new ScoreEvaluation((run, place, limit) -> few.clone(), DevicePreference.CPU)) {
      assertThat(held.evaluate(unknown, untrained(unknown, 1))).isEmpty();
    }
  }

  @Test
  void checkpointWithOtherContentThanItsHash_isRefused() {
    ScoreCheckpoint sound = untrained(known, 1);
    float[] weights = Floats.of(sound.getWeights());
    weights[7] += 1;
    ScoreCheckpoint damaged =
        ScoreCheckpoint.newBuilder(sound).setWeights(Floats.bytes(weights)).build();
    assertThatThrownBy(() -> evaluation.evaluate(known, damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void checkpointOfAnotherSpecification_isRefused() {
    ScoreCheckpoint other =
        ScoreCheckpoint.newBuilder(untrained(known, 1)).setSpecHash("other").build();
    assertThatThrownBy(() -> evaluation.evaluate(known, other))
        .hasMessageContaining("another specification of run known");
  }

  @Test
  void checkpointOfATimestepThatTheRunHasNot_isRefused() {
    ScoreCheckpoint beyond = ScoreCheckpoint.newBuilder(untrained(known, 1)).setTimestep(5).build();
    assertThatThrownBy(() -> evaluation.evaluate(known, beyond))
        .hasMessageContaining("timesteps 1 to 4");
  }

  private static ScoreCheckpoint untrained(Run run, int timestep) {
    return Fixtures.checkpoint(run, timestep, 256, Fixtures.untrained(run, timestep));
  }

  private static List<Double> values(List<Metric> metrics) {
    return metrics.stream().map(Metric::getValue).toList();
  }
}
