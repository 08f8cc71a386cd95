package io.scorestream.evaluator.robust;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutErrorTest {

  private final Law law = Fixtures.standardNormal();
  private final Run run = new Run(Fixtures.known("r", law));
  private final ScoreFunction exact = ExactScore.exact(law, run.grid());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void exactScoreOfANormalLaw_hasTheShareOfTheSignal(int timestep) {
    double share = Math.pow(OrnsteinUhlenbeck.signal(run.grid().time(timestep)), 2);
    double[] losses = losses(timestep, samples(50_000));
    assertThat(Arrays.stream(losses).average().orElseThrow())
        .isCloseTo(share, within(0.03 * share));
  }

  @Test
  void firstSamples_keepTheirLossesWhenMoreCome() {
    double[] few = losses(2, samples(100));
    double[] more = losses(2, samples(1_000));
    assertThat(Arrays.copyOf(more, 100)).containsExactly(few);
    assertThat(Arrays.stream(more).distinct().count()).isEqualTo(1_000);
  }

  @Test
  void interval_coversTheMeanAsOftenAsItSays() {
    double share = Math.pow(OrnsteinUhlenbeck.signal(run.grid().time(3)), 2);
    long covered =
        IntStream.range(0, 1_000)
            .filter(
                repetition -> {
                  Rows samples = law.draw(20, Seeds.generator(repetition, 1));
                  Metric metric = loss(losses(3, samples, repetition));
                  return requireNonNull(metric.getLow()) <= share
                      && share <= requireNonNull(metric.getHigh());
                })
            .count();
    assertThat(covered).isBetween(900L, 970L);
  }

  /** The exact score of a normal law leaves ε̂ − ε with e^−t of each coordinate's deviation. */
  @Test
  void ceilings_ofTheExactScore_areTheTailOfWhatNoNetworkRemoves() {
    for (int timestep : run.timesteps()) {
      double share = OrnsteinUhlenbeck.signal(run.grid().time(timestep));
      List<Metric> ceilings = metrics(losses(timestep, samples(20_000), 1)).subList(1, 4);
      assertThat(ceilings)
          .allMatch(metric -> metric.getMetric().equals("robust_error_ceiling"))
          .allMatch(metric -> metric.getEvidence() == Evidence.BRACKET)
          .allSatisfy(
              metric -> {
                double tail = share * Math.sqrt(-2 * Math.log(requireNonNull(metric.getDelta())));
                assertThat(metric.getValue()).isBetween(tail, 1.3 * tail);
                assertThat(metric.getLow()).isLessThan(metric.getValue());
                assertThat(metric.getHigh()).isGreaterThan(metric.getValue());
              });
    }
  }

  private Metric loss(double[] losses) {
    return metrics(losses).get(0);
  }

  private List<Metric> metrics(double[] losses) {
    return HeldOutError.of(
        MetricScope.of(run, 256, 3), 2, losses, Evidence.BRACKET, List.of(0.1, 0.05, 0.01), 0.95);
  }

  private double[] losses(int timestep, Rows samples) {
    return losses(timestep, samples, 1);
  }

  private double[] losses(int timestep, Rows samples, long seed) {
    NoisySamples noisy =
        NoisySamples.of(
            samples, samples.dimension(), run.grid().time(timestep), Seeds.generator(seed));
    return noisy.losses(noisy.seenBy(exact, timestep));
  }

  private Rows samples(int count) {
    return law.draw(count, Seeds.generator(9));
  }
}
