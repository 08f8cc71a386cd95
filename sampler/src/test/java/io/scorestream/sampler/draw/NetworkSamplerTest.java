package io.scorestream.sampler.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.diffusion.sampling.SampledGaussian;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkSamplerTest {

  private final NetworkSampler sampler = new NetworkSampler(DevicePreference.CPU, 1);

  @AfterEach
  void close() {
    sampler.close();
  }

  @Test
  void sample_ofUntrainedNetworks_isTheNormalLawInTheDatasOwnUnits() {
    Run run = SmallRun.named("small", 4000);

    Rows samples = sampler.generations(run, networks(run, 256), remaining -> {});

    double expected = SmallRun.SCALE * deviationOfExactScore(run);
    assertThat(samples.count()).isEqualTo(4000);
    assertThat(mean(samples, 0)).isCloseTo(10, within(0.4));
    assertThat(mean(samples, 1)).isCloseTo(-20, within(0.4));
    assertThat(deviation(samples, 0)).isCloseTo(expected, withinPercentage(5));
    assertThat(deviation(samples, 1)).isCloseTo(expected, withinPercentage(5));
  }

  @Test
  void sample_ofEqualNetworks_repeatsBitForBit() {
    Run run = SmallRun.named("small", 64);
    Rows samples = sampler.generations(run, networks(run, 256), remaining -> {});

    Run other = SmallRun.named("larger", 65);
    sampler.generations(other, networks(other, 256), remaining -> {});

    assertThat(sampler.generations(run, networks(run, 256), remaining -> {})).isEqualTo(samples);
    try (NetworkSampler fresh = new NetworkSampler(DevicePreference.CPU, 1)) {
      assertThat(fresh.generations(run, networks(run, 256), remaining -> {})).isEqualTo(samples);
    }
  }

  @Test
  void sample_atAnotherMilestone_drawsAnew() {
    Run run = SmallRun.named("small", 64);

    assertThat(sampler.generations(run, networks(run, 512), remaining -> {}))
        .isNotEqualTo(sampler.generations(run, networks(run, 256), remaining -> {}));
  }

  @Test
  void sample_usesEachTimestepsOwnNetwork() {
    Run run = SmallRun.named("small", 64);
    List<NetworkWeights> states = new ArrayList<>(UntrainedNetworks.of(run, 1));
    Rows before = sampler.generations(run, networks(256, states), remaining -> {});
    float[] changed = states.get(4).weights().clone();
    changed[changed.length - 1] += 0.5f;
    states.set(4, new NetworkWeights(changed, 0));

    assertThat(sampler.generations(run, networks(256, states), remaining -> {}))
        .isNotEqualTo(before);
  }

  @Test
  void sample_tellsWhatRemains() {
    Run run = SmallRun.named("small", 4);
    List<Integer> told = new ArrayList<>();

    sampler.generations(run, networks(run, 256), told::add);

    assertThat(told).isNotEmpty().endsWith(0);
  }

  private static TrainedNetworks networks(Run run, long milestone) {
    return networks(milestone, UntrainedNetworks.of(run, 1));
  }

  private static TrainedNetworks networks(long milestone, List<NetworkWeights> networks) {
    return new TrainedNetworks(new WholeMilestone(milestone, 0, Map.of(), List.of()), networks);
  }

  /** What the grid's few steps make of a standard normal law. */
  private static double deviationOfExactScore(Run run) {
    return Math.sqrt(SampledGaussian.of(run.plan(), 0, 1).variance());
  }

  private static double mean(Rows samples, int coordinate) {
    return IntStream.range(0, samples.count())
        .mapToDouble(i -> samples.at(i, coordinate))
        .average()
        .orElseThrow();
  }

  private static double deviation(Rows samples, int coordinate) {
    double mean = mean(samples, coordinate);
    return Math.sqrt(
        IntStream.range(0, samples.count())
            .mapToDouble(i -> Math.pow(samples.at(i, coordinate) - mean, 2))
            .average()
            .orElseThrow());
  }
}
