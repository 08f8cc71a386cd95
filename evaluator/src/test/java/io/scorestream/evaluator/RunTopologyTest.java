package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of work and of what is kept as runs come, end and begin anew. */
class RunTopologyTest extends OnDrivenTopology {

  @Test
  void runs_areKeptApart() {
    topology.publish(new Run(Fixtures.known("other", Laws.named("ring"))));
    topology.network(1, 256);
    assertThat(topology.robust().isEmpty()).isTrue();
  }

  @Test
  void run_publishedAnewAsAnother_staysWhatItWas() {
    topology.publish(topology.run);
    topology.network(1, 256);
    topology.publish(new Run(RunSpec.newBuilder(topology.run.spec()).setSeed(77).build()));
    topology.network(1, 512);
    assertThat(topology.robust().readValuesToList()).hasSize(2);
  }

  @Test
  void runs_areWhatTheirCommandsMakeOfThem_inTheirOrder() {
    RunStore runs = topology.runs();
    // Before its specification, as global stores are filled independently.
    topology.command(RunAction.PAUSE, null);
    assertThat(runs.state("r")).isEmpty();
    topology.publish(topology.run);
    assertThat(runs.state("r")).hasValueSatisfying(state -> assertThat(state.paused()).isTrue());
    topology.command(RunAction.MILESTONE, 300L);
    topology.command(RunAction.RESUME, null);
    assertThat(runs.all())
        .singleElement()
        .satisfies(
            state -> {
              assertThat(state.paused()).isFalse();
              assertThat(state.milestones().requested()).containsExactly(300L);
            });
    topology.command(RunAction.DELETE, null);
    assertThat(runs.find("r", 1)).isEmpty();
    topology.command(RunAction.RESTORE, null);
    assertThat(runs.find("r", 0)).isEmpty();
    assertThat(runs.find("r", 1)).hasValue(topology.run);
    assertThat(runs.find("r", 2)).as("its command is not there yet").isEmpty();
    assertThat(runs.isOver("r", 0)).isTrue();
    assertThat(runs.isOver("r", 1)).isFalse();
  }

  @Test
  void incarnationsThatHaveEnded_areSaidOnceEach_andAllOfThemToWhoAsksFirst() {
    RunStore runs = topology.runs();
    topology.publish(topology.run);
    assertThat(runs.ended()).isEmpty();
    topology.command(RunAction.DELETE, null);
    assertThat(runs.ended()).extracting(RunState::incarnation).containsExactly(1);
    assertThat(runs.ended()).isEmpty();
    topology.command(RunAction.RESTORE, null);
    assertThat(runs.ended()).isEmpty();
    topology.command(RunAction.DELETE, null);
    topology.command(RunAction.RESTORE, null);
    assertThat(runs.ended()).extracting(RunState::incarnation).containsExactly(2);
    assertThat(topology.runs().ended()).extracting(RunState::incarnation).containsExactly(2);
  }

  @Test
  void run_thatIsDeleted_leavesNothingBehind() {
    Run other = new Run(Fixtures.known("r-other", Laws.named("mixture")));
    topology.publish(topology.run);
    topology.publish(other);
    topology.network(1, 512);
    topology.network(2, 512);
    topology.network(RunState.of(other), SampleHalf.BOTH, 256, Fixtures.at(1, 2, 7));
    topology.hold();
    topology.network(3, 512);
    topology.generation(512, 0, 2, 1);
    topology.pass(Duration.ofSeconds(1));
    topology.robust().readValuesToList();
    topology.command(RunAction.DELETE, null);
    topology.pass(Duration.ofSeconds(1));
    topology.release();
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.robust().isEmpty()).isTrue();
    assertThat(topology.done).hasSize(3);
    for (String store :
        List.of("work", "evaluated-parts", "held-out-answers", "errors", "generation-batches")) {
      assertThat(topology.keys(store)).as(store).noneMatch(key -> key.startsWith("r/"));
    }
    assertThat(topology.keys("held-out-answers")).containsExactly("r-other/0000000000/00001/");
  }

  /** As where no evaluator was there to hear of it before the first milestone came. */
  @Test
  void runThatHasBegunAnew_isNotTakenForWhatItWas() {
    topology.publish(topology.run);
    for (int timestep = 1; timestep < Fixtures.TIMESTEPS; timestep++) {
      topology.network(timestep, 256);
    }
    topology.generation(256, 0, 2, 1);
    topology.robust().readValuesToList();

    topology.command(RunAction.DELETE, null);
    topology.command(RunAction.RESTORE, null);
    topology.network(Fixtures.TIMESTEPS, 256);
    assertThat(topology.paths()).as("the others are of the run before").isEmpty();
    topology.generation(256, 1, 2, 1);
    assertThat(topology.wasserstein().isEmpty()).isTrue();
    topology.network(1, 512);
    assertThat(topology.robust().readValuesToList())
        .as("compared with no network of the run before")
        .extracting(Metric::getValue, Metric::getIncarnation)
        .containsExactly(tuple(0.0, 1));
    for (int timestep = 1; timestep < Fixtures.TIMESTEPS; timestep++) {
      topology.network(timestep, 256);
    }
    assertThat(topology.paths())
        .extracting(Metric::getMilestone, Metric::getIncarnation, Metric::getN)
        .containsExactly(tuple(256L, 1, 4L));

    topology.pass(Duration.ofSeconds(1));
    for (String store :
        List.of("evaluated-parts", "held-out-answers", "errors", "generation-batches")) {
      assertThat(topology.keys(store))
          .as(store)
          .isNotEmpty()
          .allMatch(key -> key.startsWith("r/0000000001/"));
    }
  }

  /** The trainer knows that a run has begun anew; here the command comes a moment later. */
  @Test
  void networkBeforeTheCommandThatBeganItsRunAnew_waits() {
    topology.publish(topology.run);
    topology.command(RunAction.DELETE, null);
    RunState restored =
        RunState.of(topology.run)
            .after(command(RunAction.DELETE))
            .after(command(RunAction.RESTORE));
    topology.network(restored, SampleHalf.BOTH, 256, Fixtures.at(1, 2, 7));
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.robust().isEmpty()).isTrue();
    topology.command(RunAction.RESTORE, null);
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.robust().readValuesToList())
        .extracting(Metric::getIncarnation)
        .containsExactly(1);
  }

  @Test
  void networkOfARunThatIsNoMore_isNotEvaluated() {
    topology.publish(topology.run);
    topology.command(RunAction.DELETE, null);
    topology.command(RunAction.RESTORE, null);
    topology.network(RunState.of(topology.run), SampleHalf.BOTH, 256, Fixtures.at(1, 2, 7));
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.done).isEmpty();
    assertThat(topology.keys("work")).isEmpty();
  }

  private RunCommand command(RunAction action) {
    return new RunCommand("r", action, null, "a test", topology.run.hash(), null, null);
  }
}
