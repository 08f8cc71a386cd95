package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.trainer.Deployment.Running;
import io.scorestream.trainer.progress.MilestoneLog;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs do what is commanded of them, and end in the same bits. */
class CommandedRunIT extends OnEmbeddedStack {

  @Test
  void run_extended_goesOn() {
    Deployment deployment = deployment("further");
    RunSpec spec = deployment.small("r").setMilestones(new MilestoneSpec(32L, 2.0, 64L)).build();
    deployment.apply(spec);
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 2);
    deployment.command(spec, RunAction.EXTEND, 128L);
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  @Test
  void run_paused_waitsUntilItIsResumed_andThenTrainsWhatWasAskedForBeside() {
    Deployment deployment = deployment("paused");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.command(spec, RunAction.PAUSE, null);
    deployment.command(spec, RunAction.MILESTONE, 50L);
    deployment.apply(deployment.small("other").setSource("r").build());
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 3);
    assertThat(deployment.milestones()).extracting(MilestoneReached::getRun).containsOnly("other");

    deployment.command(spec, RunAction.RESUME, null);
    deployment.awaitMilestones(trainer, 7);
    trainer.stop();
    assertThat(deployment.milestones())
        .filteredOn(reached -> reached.getRun().equals("r"))
        .extracting(MilestoneReached::getMilestone)
        .containsExactly(32L, 50L, 64L, 128L);
  }

  @Test
  void run_deletedAndRestored_isTrainedAnewAndEndsInTheSameBits() {
    Deployment deployment = deployment("restored");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 3);
    deployment.command(spec, RunAction.DELETE, null);
    awaitNothingLeft(deployment, trainer);
    deployment.command(spec, RunAction.RESTORE, null);
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertThat(deployment.milestones())
        .allMatch(reached -> reached.getIncarnation() == 1 && reached.getEpoch() == 1);
    assertThat(deployment.networks()).allMatch(network -> network.weights().getIncarnation() == 1);
    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  /** The first trainer is stopped after one of the shards: the second goes on with the other. */
  @Test
  void run_deletedWhileNoTrainerRuns_goesWhenOneComes_alsoWhereADeletionWasCutShort() {
    Deployment deployment = deployment("deleted");
    RunSpec spec = deployment.small("r").setShards(2).build();
    deployment.apply(spec);
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 6);
    trainer.stop();
    deployment.command(spec, RunAction.DELETE, null);
    assertThat(deployment.milestones()).hasSize(6);

    RunState deleted =
        RunState.of(new Run(spec))
            .after(
                new RunCommand(
                    "r", RunAction.DELETE, null, "a test", new Run(spec).hash(), null, null));
    try (MilestoneLog log =
        MilestoneLog.open(deployment.clients(), deleted.shards().get(0), "cut-short")) {
      assertThat(log.deleteEarlier()).isEqualTo(3);
    }
    assertThat(deployment.milestones()).hasSize(3);

    Running second = deployment.start(Map.of());
    awaitNothingLeft(deployment, second);
    second.stop();
  }

  private static void awaitNothingLeft(Deployment deployment, Running trainer) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> trainer.end().isDone() || deployment.milestones().isEmpty());
    assertThat(deployment.milestones()).isEmpty();
    assertThat(deployment.networks()).isEmpty();
    assertThat(deployment.drift()).isEmpty();
    assertThat(trainer.end()).isNotDone();
  }
}
