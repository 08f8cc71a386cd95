package io.scorestream.evaluator.robust;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.network.NetworkWeights;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** With real networks. */
class SplitHalvesTest {

  private static final int N = 400;
  private static final int TIMESTEP = 3;

  private final Run known = new Run(Fixtures.known("known", Fixtures.standardNormal()));
  private final Run unknown =
      new Run(Fixtures.unknown("unknown", new Standardiser(new double[] {5, -5}, 3), 0.2));
  private final Rows samples = Fixtures.standardNormal().draw(N, Seeds.generator(2));

  /** The draws, the scores and the quantiles again, by hand. */
  @Test
  void unknownLaw_halvesAreAsFarApartAsTheirScoresAtTheHeldOutSamplesWithNoise() {
    MilestoneNetwork first = network(unknown, 1);
    MilestoneNetwork second = network(unknown, 2);
    List<Metric> metrics = halves(unknown, first, second);
    assertThat(metrics)
        .extracting(Metric::getMetric, Metric::getDelta, Metric::getEvidence, Metric::getN)
        .containsExactly(
            tuple("split_half_disagreement", 0.1, Evidence.PROXY, 400L),
            tuple("split_half_disagreement", 0.05, Evidence.PROXY, 400L),
            tuple("split_half_disagreement", 0.01, Evidence.PROXY, 400L));
    double[] distances = distances(first, second);
    for (Metric metric : metrics) {
      double exact = distances[(int) Math.round(N * (1 - requireNonNull(metric.getDelta()))) - 1];
      assertThat(metric.getValue()).isCloseTo(exact, withinPercentage(0.1)).isPositive();
      assertThat(metric.getValue()).isBetween(metric.getLow(), metric.getHigh());
    }
    assertThat(halves(unknown, second, first)).isEqualTo(metrics);
  }

  @Test
  void halvesThatAreTheSame_doNotDisagree() {
    MilestoneNetwork one = network(unknown, 1);
    assertThat(halves(unknown, one, one)).hasSize(3).allMatch(metric -> metric.getValue() == 0);
  }

  @Test
  void knownLaw_halvesAreComparedAtItsDraws() {
    assertThat(halves(known, network(known, 1), network(known, 2)))
        .hasSize(3)
        .allMatch(metric -> metric.getN() == 2_000 && metric.getValue() > 0);
  }

  @Test
  void fewHeldOutSamples_sayNothing() {
    Rows few = Rows.zeros(Samples.FEWEST - 1, 2);
    try (ScoreEvaluation evaluation =
        new ScoreEvaluation((run, subset, place, limit) -> few.copy(), DevicePreference.CPU)) {
      assertThat(evaluation.halves(unknown, TIMESTEP, network(unknown, 1), network(unknown, 2)))
          .isEmpty();
    }
  }

  private List<Metric> halves(Run run, MilestoneNetwork one, MilestoneNetwork other) {
    Rows raw = unknown.standardiser().restore(samples);
    try (ScoreEvaluation evaluation =
        new ScoreEvaluation((of, subset, place, limit) -> raw.copy(), DevicePreference.CPU)) {
      return evaluation.halves(run, TIMESTEP, one, other);
    }
  }

  /** A network near the untrained one. */
  private static MilestoneNetwork network(Run run, long seed) {
    NetworkWeights untrained = Fixtures.untrained(run, TIMESTEP);
    float[] weights = untrained.weights().clone();
    RandomGenerator rng = Seeds.generator(seed);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += (float) (0.1 * rng.nextGaussian());
    }
    return new MilestoneNetwork(
        256, Fixtures.place(0, 128), new NetworkWeights(weights, untrained.step()));
  }

  /** {@code σ_t |ŝ_A − ŝ_B|} at each draw, the smallest first. */
  private double[] distances(MilestoneNetwork one, MilestoneNetwork other) {
    double time = unknown.grid().time(TIMESTEP);
    double sigma = OrnsteinUhlenbeck.sigma(time);
    RandomGenerator noise = EvaluationSeed.HELD_OUT_NOISE.generator(unknown, TIMESTEP);
    float[] points = new float[2 * N];
    for (int i = 0; i < points.length; i++) {
      points[i] =
          (float)
              (OrnsteinUhlenbeck.signal(time) * samples.numbers()[i]
                  + sigma * noise.nextGaussian());
    }
    Rows first = scores(one, Rows.of(points, 2));
    Rows second = scores(other, Rows.of(points, 2));
    double[] distances = new double[N];
    for (int i = 0; i < N; i++) {
      double across = (double) first.at(i, 0) - second.at(i, 0);
      double up = (double) first.at(i, 1) - second.at(i, 1);
      distances[i] = sigma * Math.hypot(across, up);
    }
    Arrays.sort(distances);
    return distances;
  }

  private Rows scores(MilestoneNetwork network, Rows points) {
    Rows scores = points.zerosAlike();
    try (ScoreNetworks networks =
        ScoreNetworks.open(unknown.bank(TIMESTEP, TIMESTEP), DevicePreference.CPU)) {
      networks.restore(List.of(network.weights()));
      networks.score(TIMESTEP, points, scores);
    }
    return scores;
  }
}
