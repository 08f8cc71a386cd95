package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.RunSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReverseChoiceTest {

  private static Run run(@Nullable Integer reverseSteps) {
    RunSpec spec = RunTest.spec("r-1", null);
    EvaluationSpec evaluation =
        EvaluationSpec.newBuilder(spec.getEvaluation()).setReverseSteps(reverseSteps).build();
    return new Run(RunSpec.newBuilder(spec).setEvaluation(evaluation).build());
  }

  private static ReversePlan plan(
      io.scorestream.events.@Nullable ReverseUpdate update, @Nullable Integer steps) {
    return ReverseChoice.of(update, steps).over(run(4));
  }

  @Test
  void plan_ofARun_isWhatItsEvaluationSays() {
    assertThat(run(null).plan())
        .isEqualTo(ReversePlan.whole(run(null).grid(), ReverseUpdate.SDE_MULTISTEP));
    assertThat(run(4).plan().count()).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(11))
        .withMessageContaining("11 reverse steps over a grid of 10 timesteps; give 1 to 10");
  }

  @Test
  void choice_ofNothing_isTheRunsOwn() {
    assertThat(plan(null, null)).isEqualTo(run(4).plan());
  }

  @Test
  void choice_ofSteps_isOfTheUpdateThatNeedsFewest() {
    assertThat(plan(null, 5))
        .isEqualTo(new ReversePlan(run(4).grid(), ReverseUpdate.FLOW_MULTISTEP, 5));
  }

  @Test
  void choice_ofAnUpdate_isOfAllTimesteps() {
    assertThat(plan(io.scorestream.events.ReverseUpdate.DDIM, null))
        .isEqualTo(ReversePlan.whole(run(4).grid(), ReverseUpdate.DDIM));
    assertThat(plan(io.scorestream.events.ReverseUpdate.HO_BETA, 3).update())
        .isEqualTo(ReverseUpdate.HO_BETA);
  }

  @Test
  void updates_ofEvents_areThoseThatThereAre() {
    for (io.scorestream.events.ReverseUpdate update :
        io.scorestream.events.ReverseUpdate.values()) {
      assertThat(plan(update, 3).update().name()).isEqualTo(update.name());
    }
    assertThat(ReverseUpdate.values()).hasSameSizeAs(io.scorestream.events.ReverseUpdate.values());
  }
}
