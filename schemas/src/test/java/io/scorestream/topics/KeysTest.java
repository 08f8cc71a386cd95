package io.scorestream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where records lie, for random names of runs. */
class KeysTest {
  private static final int RUNS = 200;

  private static String run(int number) {
    return "run-" + Long.toString(new Random(number).nextLong(), 36);
  }

  /** How many of the first {@code count} numbers fall into each partition. */
  private static long[] spread(int count, int partitions, IntUnaryOperator partition) {
    long[] held = new long[partitions];
    for (int number = 0; number < count; number++) {
      held[partition.applyAsInt(number)]++;
    }
    return held;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 12, 37})
  void networksAndShards_ofARun_fillAllPartitionsAlike(int partitions) {
    for (int i = 0; i < RUNS; i++) {
      String run = run(i);
      long[] networks =
          spread(50, partitions, network -> Keys.networkPartition(run, network, partitions));
      long[] shards = spread(7, partitions, shard -> Keys.shardPartition(run, shard, partitions));
      assertThat(range(networks)).isLessThanOrEqualTo(1);
      assertThat(range(shards)).isLessThanOrEqualTo(1);
    }
  }

  /** Milestones double: what is not mixed well puts them all into one of 2^k partitions. */
  @ParameterizedTest
  @ValueSource(ints = {2, 6, 12, 16})
  void generations_ofDoublingMilestones_areSpread(int partitions) {
    long[] held = new long[partitions];
    for (int i = 0; i < RUNS; i++) {
      for (long milestone = 256; milestone <= 1 << 20; milestone *= 2) {
        held[Keys.generationPartition(run(i), milestone, partitions)]++;
      }
    }
    double mean = Arrays.stream(held).average().orElseThrow();
    assertThat(Arrays.stream(held)).allMatch(count -> Math.abs(count - mean) < 0.25 * mean);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12})
  void runs_areSpread_andKeysNameTheirs(int partitions) {
    long[] held = spread(RUNS, partitions, i -> Keys.partition(run(i), partitions));
    double mean = (double) RUNS / partitions;
    assertThat(Arrays.stream(held)).allMatch(count -> Math.abs(count - mean) < mean);
    for (int i = 0; i < RUNS; i++) {
      assertThat(Keys.run(Keys.network(run(i), 7))).isEqualTo(run(i));
      assertThat(Keys.run(Keys.timestep(run(i), 256, 3))).isEqualTo(run(i));
    }
  }

  private static long range(long[] counts) {
    return Arrays.stream(counts).max().orElseThrow() - Arrays.stream(counts).min().orElseThrow();
  }
}
