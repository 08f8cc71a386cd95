package io.scorestream.evaluator.robust;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.topics.MetricName;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** With real networks, of which the untrained one has the score of the standard normal law. */
class MeasuredOnTrainingTest {

  private static final int TIMESTEP = 3;
  private static final int FURTHER = 20;

  private final Run known = new Run(Fixtures.known("known", Fixtures.standardNormal()));
  private final Run unknown = new Run(Fixtures.unknown("unknown", Standardiser.identity(2), 0.2));
  private final Rows samples = Fixtures.standardNormal().draw(400, Seeds.generator(2));

  @Test
  void copyThatIsTheSame_gainsNothing() {
    NetworkWeights weights = strayed(known);
    List<Metric> metrics = metrics(known, weights, later(weights));
    assertThat(value(metrics, MetricName.FURTHER_GAIN)).isZero();
    assertThat(value(metrics, MetricName.OPTIMISATION_ERROR)).isZero();
  }

  @Test
  void copyThatIsExact_gainsTheWholeError_andNoSampleIsKnownByHeart() {
    NetworkWeights weights = strayed(known);
    List<Metric> metrics = metrics(known, weights, later(Fixtures.untrained(known, TIMESTEP)));
    double whole = value(metrics, MetricName.SQUARED_ERROR);
    assertThat(whole)
        .isCloseTo(Math.pow(value(metrics, MetricName.L2_ERROR), 2), within(1e-6))
        .isPositive();
    Metric gain = metric(metrics, MetricName.FURTHER_GAIN);
    assertThat(gain.getValue()).isCloseTo(whole, withinPercentage(25));
    Metric optimisation = metric(metrics, MetricName.OPTIMISATION_ERROR);
    assertThat(optimisation.getValue()).isGreaterThan(gain.getValue());
    assertThat(optimisation.getEvidence()).isEqualTo(Evidence.PROXY);
    assertThat(requireNonNull(metric(metrics, MetricName.STATISTICAL_ERROR).getLow()))
        .isLessThan(0.1 * whole);
  }

  @Test
  void unknownLaw_hasNoWhole() {
    NetworkWeights weights = strayed(unknown);
    List<Metric> metrics = metrics(unknown, weights, later(Fixtures.untrained(unknown, TIMESTEP)));
    assertThat(metrics)
        .extracting(Metric::getMetric)
        .startsWith("further_gain", "optimisation_error", "statistical_error")
        .doesNotContain("squared_error");
    assertThat(value(metrics, MetricName.FURTHER_GAIN)).isPositive();
  }

  /** Noise on it would be a condition that no sample has. */
  @Test
  void conditionOfASample_hasNoNoise() {
    Run labelled = new Run(Fixtures.labelled("labelled"));
    Rows rows = Rows.zeros(Samples.FEWEST, 2);
    for (int row = 0; row < rows.count(); row++) {
      rows.numbers()[2 * row + 1] = row % 3;
    }
    MeasuredOnTraining measured =
        MeasuredOnTraining.of(
            labelled,
            (of, subset, place, limit) -> rows,
            Fixtures.place(0, 128),
            MetricScope.of(labelled, 256, TIMESTEP));
    Rows points = measured.noisy().points();
    for (int row = 0; row < points.count(); row++) {
      assertThat(points.at(row, 0)).isNotZero();
      for (int label = 0; label < 3; label++) {
        assertThat(points.at(row, 1 + label)).isEqualTo(row % rows.count() % 3 == label ? 1 : 0);
      }
    }
  }

  @Test
  void networkWithoutACopy_hasNoParts() {
    assertThat(metrics(known, strayed(known), Optional.empty()))
        .extracting(Metric::getMetric)
        .doesNotContain("further_gain", "optimisation_error", "statistical_error", "squared_error");
  }

  private List<Metric> metrics(Run run, NetworkWeights weights, Optional<NetworkWeights> copy) {
    Samples first = (of, subset, place, limit) -> samples.first(Math.min(limit, samples.count()));
    try (ScoreEvaluation evaluation = new ScoreEvaluation(first, DevicePreference.CPU)) {
      return evaluation
          .evaluate(
              run,
              TIMESTEP,
              new MilestoneNetwork(256, Fixtures.place(0, 128), weights, copy),
              Optional.empty())
          .metrics();
    }
  }

  private static Optional<NetworkWeights> later(NetworkWeights weights) {
    return Optional.of(new NetworkWeights(weights.weights(), 200 + FURTHER));
  }

  private static NetworkWeights strayed(Run run) {
    float[] weights = Fixtures.untrained(run, TIMESTEP).weights().clone();
    RandomGenerator rng = Seeds.generator(1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += (float) (0.1 * rng.nextGaussian());
    }
    return new NetworkWeights(weights, 200);
  }

  private static double value(List<Metric> metrics, MetricName name) {
    return metric(metrics, name).getValue();
  }

  private static Metric metric(List<Metric> metrics, MetricName name) {
    return metrics.stream()
        .filter(metric -> metric.getMetric().equals(name.text()))
        .findFirst()
        .orElseThrow();
  }
}
