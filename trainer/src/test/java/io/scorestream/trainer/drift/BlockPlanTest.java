package io.scorestream.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BlockPlanTest {

  @Test
  void fewSamples_areScoredInBlocksWithoutAGapInThem() {
    BlockPlan plan = BlockPlan.between(512, OptionalLong.of(1024));
    assertThat(plan.blocks()).isEqualTo(4);
    assertThat(LongStream.range(512, 1024)).allMatch(plan::contains);
    assertThat(LongStream.of(0, 511, 1024, 5000)).noneMatch(plan::contains);
    assertThat(LongStream.range(0, 2000).filter(plan::isFirst))
        .containsExactly(512L, 640L, 768L, 896L);
  }

  @Test
  void fewerThanABlock_areNotScored() {
    BlockPlan plan = BlockPlan.between(32, OptionalLong.of(64));
    assertThat(LongStream.range(0, 1000)).noneMatch(plan::contains);
  }

  @Test
  void manySamples_haveAsManyBlocksAsAllowed() {
    BlockPlan plan = BlockPlan.between(1_000_000, OptionalLong.of(2_000_000));
    assertThat(LongStream.range(1_000_000, 2_000_000).filter(plan::isFirst).count())
        .isEqualTo(BlockPlan.MOST);
    assertThat(LongStream.range(1_000_000, 2_000_000).filter(plan::contains).count())
        .isEqualTo((long) BlockPlan.MOST * BlockPlan.SIZE);
  }

  @Test
  void afterTheLastMilestone_nothingIsScored() {
    BlockPlan plan = BlockPlan.between(1024, OptionalLong.empty());
    assertThat(LongStream.range(0, 5000)).noneMatch(plan::contains);
  }
}
