package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.RunAction;
import io.scorestream.events.RunSpec;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.NetworkState;
import io.scorestream.trainer.Deployment.Running;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Training that diverges fails the run, which keeps its milestones and goes on at another rate. */
class DivergedRunIT extends OnEmbeddedStack {

  private static final float FAR = (float) 1e30;

  @Test
  void run_withARowFarOut_keepsItsMilestonesAndTakesTheRateThatItIsResumedWith() {
    Deployment deployment = deployment("diverged");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.send("r", 0, 60);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 1);
    deployment.send(SampleBatches.batch("r", 60, Rows.of(new float[] {FAR, 0, FAR, 0}, 2)));
    deployment.send("r", 62, 120);

    assertThat(deployment.awaitFailure(trainer, "r"))
        .startsWith("training of run r diverged: at step ")
        .contains(
            " of milestone 64 the loss of timestep ",
            "at learning rate 0.01; the largest number of its batch is 6.66666",
            "'runs resume r --learning-rate 0.001'");
    assertThat(deployment.milestones()).hasSize(1);

    deployment.resume(spec, 1e-4);
    Deployment.awaitUntil(() -> deployment.failures("r").size() > 1, List.of(trainer));
    assertThat(deployment.failures("r").get(1)).contains("at learning rate 1.0E-4");
    assertThat(deployment.milestones()).hasSize(1);
    trainer.stop();
  }

  /** What the run had learned at the first rate is where it goes on from. */
  @Test
  void run_thatIsPaused_goesOnAtTheRateThatItIsResumedWith() {
    Deployment same = twoMilestones("same", 1e-2);
    Deployment slower = twoMilestones("slower", 1e-5);
    assertThat(slower.states(32)).isEqualTo(same.states(32));
    assertThat(largestMove(slower)).isPositive().isLessThan(largestMove(same) / 10);
  }

  private static Deployment twoMilestones(String name, double rate) {
    Deployment deployment = deployment(name);
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.send("r", 0, 60);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 1);
    trainer.stop();
    deployment.command(spec, RunAction.PAUSE, null);
    deployment.resume(spec, rate);
    deployment.send("r", 60, 120);
    Running next = deployment.start(Map.of());
    deployment.awaitMilestones(next, 2);
    next.stop();
    return deployment;
  }

  private static double largestMove(Deployment deployment) {
    List<NetworkState> before = deployment.states(32);
    List<NetworkState> after = deployment.states(64);
    double largest = 0;
    for (int i = 0; i < before.size(); i++) {
      float[] from = before.get(i).weights().weights();
      float[] to = after.get(i).weights().weights();
      for (int j = 0; j < from.length; j++) {
        largest = Math.max(largest, Math.abs(to[j] - from[j]));
      }
    }
    return largest;
  }
}
