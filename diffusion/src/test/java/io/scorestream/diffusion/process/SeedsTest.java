package io.scorestream.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void generator_equalSeedAndPurpose_repeatsItsDraws() {
    assertThat(Seeds.generator(7, 256, 3).doubles(5).toArray())
        .containsExactly(Seeds.generator(7, 256, 3).doubles(5).toArray());
    assertThat(Seeds.generator(7).nextGaussian()).isEqualTo(Seeds.generator(7).nextGaussian());
  }

  /** Seeds and purposes are small neighbouring numbers in practice; a weak mixer collides there. */
  @Test
  void generator_neighbouringPurposes_neverCoincide() {
    Set<Long> firstDraws = new HashSet<>();
    int count = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (long milestone = 0; milestone < 20; milestone++) {
        for (long timestep = 0; timestep < 20; timestep++) {
          firstDraws.add(Seeds.generator(seed, milestone, timestep).nextLong());
          count++;
        }
      }
    }
    assertThat(firstDraws).hasSize(count);
  }

  @Test
  void generator_purposesInOtherOrder_differ() {
    assertThat(Seeds.generator(1, 2, 3).nextLong())
        .isNotEqualTo(Seeds.generator(1, 3, 2).nextLong());
  }

  /** A run goes on in another version with the draws that it began with. */
  @Test
  void generator_ofAPurpose_isThatOfSplitMix64sFinaliser() {
    assertThat(Seeds.generator(0, 0).nextLong())
        .isEqualTo(Seeds.generator(0x48218226FF3CD4BFL).nextLong());
    assertThat(Seeds.generator(7, 256, 3).nextLong())
        .isEqualTo(Seeds.generator(0x5C3E5A61C0518D05L).nextLong());
  }
}
