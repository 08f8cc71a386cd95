package io.scorestream.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.run.network.TimestepState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MilestoneAssemblyTest {

  private final Run run = SmallRun.named("small", 16);
  private final MilestoneAssembly assembly = new MilestoneAssembly(run);

  @Test
  void add_ofTheLastMissing_givesTheNetworksInOrder() {
    List<ScoreCheckpoint> checkpoints = checkpoints(256, 1);
    List<ScoreCheckpoint> shuffled = new ArrayList<>(checkpoints);
    Collections.reverse(shuffled);

    TrainedNetworks complete = addAll(shuffled).orElseThrow();

    assertThat(complete.milestone()).isEqualTo(256);
    assertThat(complete.place()).isEqualTo(checkpoints.get(0).getOffsets());
    assertThat(complete.states()).hasSize(SmallRun.TIMESTEPS);
    for (int k = 1; k <= SmallRun.TIMESTEPS; k++) {
      assertThat(complete.states().get(k - 1).weights()).containsOnly(k);
    }
  }

  @Test
  void add_ofAllButOne_waits() {
    assertThat(addAll(checkpoints(256, 1).subList(1, SmallRun.TIMESTEPS))).isEmpty();
  }

  @Test
  void add_ofTheNextMilestone_mixesInNothingOfTheOneBefore() {
    addAll(checkpoints(256, 1).subList(0, SmallRun.TIMESTEPS - 1));

    List<ScoreCheckpoint> next = checkpoints(512, 100);
    assertThat(assembly.add(next.get(SmallRun.TIMESTEPS - 1))).isEmpty();
    assertThat(addAll(next.subList(1, SmallRun.TIMESTEPS - 1))).isEmpty();
    TrainedNetworks complete = assembly.add(next.get(0)).orElseThrow();

    assertThat(complete.milestone()).isEqualTo(512);
    assertThat(complete.states().get(0).weights()).containsOnly(100);
  }

  @Test
  void add_ofShardsAtDifferentMilestones_givesEachMilestoneWhenItIsWhole() {
    List<ScoreCheckpoint> first = checkpoints(256, 1);
    List<ScoreCheckpoint> second = checkpoints(512, 100);
    addAll(first.subList(0, 5));
    addAll(second.subList(0, 5));

    assertThat(addAll(first.subList(5, SmallRun.TIMESTEPS)).orElseThrow().milestone())
        .isEqualTo(256);
    TrainedNetworks complete = addAll(second.subList(5, SmallRun.TIMESTEPS)).orElseThrow();
    assertThat(complete.milestone()).isEqualTo(512);
    assertThat(complete.states().get(0).weights()).containsOnly(100);
  }

  @Test
  void add_ofDamagedCheckpoint_isRefused() {
    ScoreCheckpoint damaged = checkpoints(256, 1).get(4);
    damaged.getWeights().put(3, (byte) (damaged.getWeights().get(3) ^ 1));

    assertThatThrownBy(() -> assembly.add(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timestep 5, milestone 256 is damaged");
  }

  @Test
  void add_ofAnotherSpecification_isRefused() {
    Run other = SmallRun.named("small", 17);
    ScoreCheckpoint foreign =
        SmallRun.checkpoints(other, 256, Collections.nCopies(SmallRun.TIMESTEPS, state(1))).get(0);

    assertThatThrownBy(() -> assembly.add(foreign))
        .hasMessageContaining("another specification of run small");
  }

  @Test
  void add_ofTimestepBeyondTheGrid_isRefused() {
    ScoreCheckpoint beyond =
        ScoreCheckpoint.newBuilder(checkpoints(256, 1).get(0))
            .setTimestep(SmallRun.TIMESTEPS + 1)
            .build();

    assertThatThrownBy(() -> assembly.add(beyond)).hasMessageContaining("it is of timestep 13");
  }

  @Test
  void add_ofNetworkOfAnotherShape_isRefused() {
    TimestepState tooSmall = new TimestepState(new float[3], new float[3], new float[3], 1);
    ScoreCheckpoint wrong =
        SmallRun.checkpoints(run, 256, Collections.nCopies(SmallRun.TIMESTEPS, tooSmall)).get(0);

    assertThatThrownBy(() -> assembly.add(wrong)).hasMessageContaining("has 3 weights");
  }

  /** Checkpoints whose weights are all {@code first} at timestep 1, one more at each next. */
  private List<ScoreCheckpoint> checkpoints(long milestone, int first) {
    List<TimestepState> states = new ArrayList<>();
    for (int k = 0; k < SmallRun.TIMESTEPS; k++) {
      states.add(state(first + k));
    }
    return SmallRun.checkpoints(run, milestone, states);
  }

  private TimestepState state(float weight) {
    int parameters = run.network().parameters();
    float[] weights = new float[parameters];
    Arrays.fill(weights, weight);
    return new TimestepState(weights, new float[parameters], new float[parameters], 7);
  }

  private Optional<TrainedNetworks> addAll(List<ScoreCheckpoint> checkpoints) {
    Optional<TrainedNetworks> complete = Optional.empty();
    for (ScoreCheckpoint checkpoint : checkpoints) {
      complete = assembly.add(checkpoint);
    }
    return complete;
  }
}
