package io.scorestream.sampler.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.GivenValues;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionChoice;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleDrawsTest {

  private final Run run = SmallRun.named("small", 4);
  private final TrainedNetworks networks =
      new TrainedNetworks(
          new WholeMilestone(256, 0, Map.of(), List.of()), UntrainedNetworks.of(run, 1));
  private final SampleDraws draws = new SampleDraws(DevicePreference.CPU);

  @AfterEach
  void close() {
    draws.close();
  }

  private Rows all(long seed, long count) {
    List<Rows> blocks = new ArrayList<>();
    for (long number = 0; number < SampleDraws.blocks(count); number++) {
      blocks.add(block(run, ConditionChoice.USUAL, seed, number, count));
    }
    return Rows.joined(run.sampleDimension(), blocks);
  }

  private Rows block(Run of, ConditionChoice condition, long seed, long number, long count) {
    return draws.block(
        of, networks, of.plan(), condition.over(of), seed, number, count, remaining -> {});
  }

  private Rows block(Run of, TrainedNetworks told, ConditionChoice condition, long count) {
    return draws.block(of, told, of.plan(), condition.over(of), 7, 0, count, remaining -> {});
  }

  /** Networks whose answer depends on all that they see, as untrained ones' does not. */
  private static List<NetworkWeights> heedful(Run of) {
    RandomGenerator rng = Seeds.generator(5);
    return of.bank().networks().stream()
        .map(
            network -> {
              float[] weights = new float[of.network().parameters()];
              for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (rng.nextGaussian() / 8);
              }
              return new NetworkWeights(weights, 1);
            })
        .toList();
  }

  /** The second number is a label of 0 or 1, of which one in four samples has a 1. */
  private Run conditional() {
    return new Run(
        RunSpec.newBuilder(run.spec())
            .setColumns(
                List.of(
                    new SourceColumn("x", ColumnKind.CONTINUOUS, 0.0, 1.0, List.of()),
                    new SourceColumn("label", ColumnKind.BINARY, 0.0, 1.0, List.of())))
            .setCondition(
                new ConditionSpec(
                    List.of("label"),
                    0.1,
                    List.of(
                        new GivenValues(List.of(0.0), 30L), new GivenValues(List.of(1.0), 10L))))
            .build());
  }

  @Test
  void samplesOfACondition_haveItAsOftenAsTheData() {
    Run of = conditional();
    Rows drawn = block(of, ConditionChoice.USUAL, 7, 0, SampleDraws.BLOCK);
    int ones = 0;
    for (int row = 0; row < drawn.count(); row++) {
      assertThat(drawn.at(row, 1)).isIn(0f, 1f);
      ones += (int) drawn.at(row, 1);
    }
    assertThat(ones / (double) drawn.count()).isBetween(0.2, 0.3);
    assertThat(block(of, ConditionChoice.USUAL, 7, 0, 10)).isEqualTo(drawn.first(10));
  }

  @Test
  void samplesOfAValue_haveIt_andGuidanceMovesTheOthers() {
    Run of = conditional();
    TrainedNetworks told = new TrainedNetworks(networks.milestone(), heedful(of));
    Rows ones = block(of, told, new ConditionChoice(Map.of("label", "1"), 0), 20);
    Rows guided = block(of, told, new ConditionChoice(Map.of("label", "1"), 2), 20);
    for (int row = 0; row < ones.count(); row++) {
      assertThat(ones.at(row, 1)).isEqualTo(1);
      assertThat(guided.at(row, 1)).isEqualTo(1);
      assertThat(guided.at(row, 0)).isNotEqualTo(ones.at(row, 0));
    }
  }

  @Test
  void blocks_holdAsManyAsWereAskedFor() {
    assertThat(all(1, 1).count()).isEqualTo(1);
    assertThat(all(1, SampleDraws.BLOCK).count()).isEqualTo(SampleDraws.BLOCK);
    assertThat(all(1, 2 * SampleDraws.BLOCK + 3).count()).isEqualTo(2 * SampleDraws.BLOCK + 3);
  }

  @Test
  void firstSamples_areTheSameHoweverManyFollow() {
    Rows many = all(7, SampleDraws.BLOCK + 500);
    assertThat(all(7, 200)).isEqualTo(many.first(200));
    assertThat(all(7, SampleDraws.BLOCK + 1)).isEqualTo(many.first(SampleDraws.BLOCK + 1));
  }

  @Test
  void otherSeedsAndBlocks_giveOthers() {
    Rows first = all(7, 2 * SampleDraws.BLOCK);
    assertThat(all(8, 100)).isNotEqualTo(first.first(100));
    assertThat(first.first(100))
        .isNotEqualTo(first.range(SampleDraws.BLOCK, SampleDraws.BLOCK + 100));
  }
}
