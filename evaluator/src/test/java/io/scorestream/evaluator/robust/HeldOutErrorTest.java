package io.scorestream.evaluator.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import java.util.Arrays;
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
                  float[] samples = new float[40];
                  law.sample(Seeds.generator(repetition, 1), samples);
                  Metric metric =
                      metric(
                          HeldOutError.losses(
                              exact, 3, run.grid().time(3), samples, Seeds.generator(repetition)));
                  return metric.getLow() <= share && share <= metric.getHigh();
                })
            .count();
    assertThat(covered).isBetween(900L, 970L);
  }

  private Metric metric(double[] losses) {
    return HeldOutError.of(MetricScope.of(run, 256, 3), losses, 0.95);
  }

  private double[] losses(int timestep, float[] samples) {
    return HeldOutError.losses(
        exact, timestep, run.grid().time(timestep), samples, Seeds.generator(1));
  }

  private float[] samples(int count) {
    float[] samples = new float[2 * count];
    law.sample(Seeds.generator(9), samples);
    return samples;
  }
}
