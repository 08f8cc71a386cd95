package io.scorestream.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.Timestep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More timesteps than one part of a bank has, and a last part that is not full. */
class ReverseChainsTest {
  private static final int STEPS = 37;
  private static final TimeGrid GRID = TimeGrid.of(TimeGridKind.GEOMETRIC, 4, 0.01, STEPS);

  /** A step's mean and deviation are told from many points that begin alike. */
  @ParameterizedTest
  @EnumSource(ReverseUpdate.class)
  void sample_makesTheStepsOfTheUpdate(ReverseUpdate update) {
    try (ScoreNetworks networks = networks(3, STEPS)) {
      int n = 40_000;
      ReversePlan plan = ReversePlan.whole(GRID, update);
      Rows ours = networks.sample(plan, 5, 0, n, left -> {});
      Rows expected = new ReverseSampler(plan, networks).sample(n, Seeds.generator(8));

      for (int j = 0; j < 3; j++) {
        double[] found = moments(ours, j);
        double[] wanted = moments(expected, j);
        double deviation = Math.sqrt(wanted[1]);
        assertThat(found[0])
            .as("mean")
            .isCloseTo(wanted[0], within(5 * deviation * Math.sqrt(2.0 / n)));
        assertThat(found[1])
            .as("variance")
            .isCloseTo(wanted[1], within(5 * wanted[1] * Math.sqrt(6.0 / n)));
      }
    }
  }

  /**
   * Through few timesteps, some of a part or none, stopped where they are: what the updates of the
   * flow make of what they begin with is the same in Java.
   */
  @ParameterizedTest
  @CsvSource({
    "FLOW_MULTISTEP, 37",
    "FLOW_MULTISTEP, 10",
    "FLOW_MULTISTEP, 2",
    "DDIM, 10",
    "PROBABILITY_FLOW, 1"
  })
  void path_withoutNoise_isThatOfTheUpdate(ReverseUpdate update, int count) {
    try (ScoreNetworks networks = networks(3, STEPS)) {
      ReversePlan plan = new ReversePlan(GRID, update, count);
      Set<Integer> stops = new HashSet<>(List.of(0, plan.timestep(1), STEPS));
      SortedMap<Integer, Rows> shown = path(networks, plan, stops, 50);
      assertThat(shown).containsOnlyKeys(stops);

      Rows beginning = requireNonNull(shown.get(STEPS));
      Rows ends = new ReverseSampler(plan, networks).sample(50, replaying(beginning));
      Rows found = requireNonNull(shown.get(0));
      for (int i = 0; i < found.numbers().length; i++) {
        assertThat(found.numbers()[i]).isCloseTo(ends.numbers()[i], within(2e-4f));
      }
      assertThat(found).isEqualTo(networks.sample(plan, 5, 0, 50, left -> {}));
    }
  }

  /** A generator whose normal numbers are those of rows. */
  private static RandomGenerator replaying(Rows rows) {
    return new RandomGenerator() {
      private int next;

      @Override
      public long nextLong() {
        throw new AssertionError("only normal numbers are drawn");
      }

      @Override
      public double nextGaussian() {
        return rows.numbers()[next++];
      }
    };
  }

  /** With noise a step is as long as the timesteps that it spans. */
  @Test
  void sample_throughFewTimesteps_isAsWideAsInJava() {
    ReversePlan plan = new ReversePlan(GRID, ReverseUpdate.EXPONENTIAL_INTEGRATOR, 6);
    try (ScoreNetworks networks = networks(1, 4)) {
      int n = 40_000;
      double wide = moments(networks.sample(plan, 5, 0, n, left -> {}), 0)[1];
      double inJava =
          moments(new ReverseSampler(plan, networks).sample(n, Seeds.generator(8)), 0)[1];
      assertThat(wide).isCloseTo(inJava, within(5 * inJava * Math.sqrt(6.0 / n)));
    }
  }

  private static double[] moments(Rows rows, int coordinate) {
    double mean =
        IntStream.range(0, rows.count())
            .mapToDouble(i -> rows.at(i, coordinate))
            .average()
            .orElseThrow();
    double variance =
        IntStream.range(0, rows.count())
            .mapToDouble(i -> Math.pow(rows.at(i, coordinate) - mean, 2))
            .average()
            .orElseThrow();
    return new double[] {mean, variance};
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, STEPS})
  void sample_ofAPoint_isAFunctionOfSeedAndNumberAlone(int bands) {
    try (ScoreNetworks networks = networks(2, bands)) {
      Rows many = sample(networks, 5, 0, 2 * ScoreNetworks.BLOCK + 300);

      assertThat(sample(networks, 5, 0, 1)).isEqualTo(many.first(1));
      assertThat(sample(networks, 5, 1, ScoreNetworks.BLOCK + 300))
          .isEqualTo(many.range(ScoreNetworks.BLOCK, many.count()));
      assertThat(sample(networks, 6, 0, 100)).isNotEqualTo(many.first(100));
      assertThat(many.range(0, 100))
          .isNotEqualTo(many.range(ScoreNetworks.BLOCK, ScoreNetworks.BLOCK + 100));
      assertThat(sample(networks, 5, 0, 0).count()).isZero();
    }
  }

  /** However many stops cut the parts' calls. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, STEPS})
  void path_changesNoBitOfThePoints(int bands) {
    try (ScoreNetworks networks = networks(2, bands)) {
      SortedMap<Integer, Rows> few = path(networks, Set.of(0, 9, STEPS), 300);
      SortedMap<Integer, Rows> all =
          path(networks, IntStream.rangeClosed(0, STEPS).boxed().collect(Collectors.toSet()), 300);
      Rows sampled = sample(networks, 5, 0, 300);

      assertThat(all).hasSize(STEPS + 1).containsAllEntriesOf(few);
      assertThat(few.get(0)).isEqualTo(sampled);
      assertThat(all.get(1)).isNotEqualTo(sampled);
      double[] noise = moments(requireNonNull(few.get(STEPS)), 0);
      assertThat(noise[0]).isCloseTo(0, within(5 / Math.sqrt(300)));
      assertThat(noise[1]).isCloseTo(1, within(5 * Math.sqrt(2.0 / 300)));
    }
  }

  private static SortedMap<Integer, Rows> path(ScoreNetworks networks, Set<Integer> stops, int n) {
    return path(networks, ReversePlan.whole(GRID, ReverseUpdate.EXPONENTIAL_INTEGRATOR), stops, n);
  }

  private static SortedMap<Integer, Rows> path(
      ScoreNetworks networks, ReversePlan plan, Set<Integer> stops, int n) {
    SortedMap<Integer, Rows> shown = new TreeMap<>();
    List<Integer> order = new ArrayList<>();
    networks.path(
        plan,
        5,
        0,
        n,
        GivenPoints.none(),
        stops,
        (points, timestep) -> {
          shown.put(timestep, points);
          order.add(timestep);
        },
        left -> {});
    assertThat(order).isSortedAccordingTo(Comparator.reverseOrder());
    return shown;
  }

  @Test
  void sample_tellsWhatRemainsDownToNothing() {
    try (ScoreNetworks networks = networks(2, STEPS)) {
      List<Integer> told = new ArrayList<>();
      networks.sample(ReversePlan.whole(GRID, ReverseUpdate.HO_BETA), 1, 0, 3, told::add);
      assertThat(told).isNotEmpty().isSortedAccordingTo((a, b) -> b - a).endsWith(0);
    }
  }

  @Test
  void sample_thatLeavesTheFiniteNumbers_namesTimestepAndRow() {
    List<NetworkWeights> weights = weights(spec(2, STEPS));
    float[] huge = new float[weights.get(19).weights().length];
    Arrays.fill(huge, 3e38f);
    weights.set(19, new NetworkWeights(huge, 1));
    try (ScoreNetworks networks = ScoreNetworks.open(spec(2, STEPS), DevicePreference.CPU)) {
      networks.restore(weights);
      assertThatIllegalStateException()
          .isThrownBy(() -> sample(networks, 5, 0, 1_500))
          .withMessageContaining("left the finite numbers at timestep 20 (time ")
          .withMessageContaining("in row 0: ");
    }
  }

  @Test
  void sample_onAnotherGrid_isRefused() {
    TimeGrid shorter = TimeGrid.of(TimeGridKind.GEOMETRIC, 4, 0.01, 5);
    try (ScoreNetworks networks = networks(2, STEPS)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  networks.sample(
                      ReversePlan.whole(shorter, ReverseUpdate.HO_BETA), 1, 0, 3, left -> {}))
          .withMessageContaining("37 timesteps for a grid of 5");
    }
  }

  private static Rows sample(ScoreNetworks networks, long seed, long first, int count) {
    return networks.sample(
        ReversePlan.whole(GRID, ReverseUpdate.EXPONENTIAL_INTEGRATOR),
        seed,
        first,
        count,
        left -> {});
  }

  private static ScoreNetworks networks(int dimension, int bands) {
    BankSpec spec = spec(dimension, bands);
    ScoreNetworks networks = ScoreNetworks.open(spec, DevicePreference.CPU);
    networks.restore(weights(spec));
    return networks;
  }

  /** As many bands as timesteps are networks of one each. */
  private static BankSpec spec(int dimension, int bands) {
    return new BankSpec(
        new DenseShape(dimension, List.of(16, 16), Activation.SILU, bands < STEPS),
        IntStream.rangeClosed(1, STEPS)
            .mapToObj(k -> new Timestep(k, GRID.time(k), first(k, bands)))
            .toList(),
        Stream.of(1.5, 0.5, 0.25).limit(dimension).toList(),
        Optimiser.standard());
  }

  private static int first(int timestep, int bands) {
    int band = (timestep - 1) * bands / STEPS;
    return 1 + (band * STEPS + bands - 1) / bands;
  }

  private static List<NetworkWeights> weights(BankSpec spec) {
    RandomGenerator rng = Seeds.generator(11);
    List<NetworkWeights> weights = new ArrayList<>();
    for (int k = 0; k < spec.networks().size(); k++) {
      float[] drawn = new float[spec.network().parameters()];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = (float) (rng.nextGaussian() / 8);
      }
      weights.add(new NetworkWeights(drawn, 1));
    }
    return weights;
  }
}
