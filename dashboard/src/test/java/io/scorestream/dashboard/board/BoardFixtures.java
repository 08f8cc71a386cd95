package io.scorestream.dashboard.board;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.ServiceActivity;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import java.time.Instant;

/** What a board is told in tests: of a run whose law is not known. */
public final class BoardFixtures {

  /** The run. */
  public static final Run RUN = SmallRun.named("small", 50);

  /** When all of it happens. */
  public static final Instant AT = Instant.ofEpochSecond(1_800_000_000);

  private BoardFixtures() {}

  /** A board that knows of the run. */
  public static Board published() {
    Board board = new Board();
    publish(board);
    return board;
  }

  static void publish(Board board) {
    board.published(RUN.spec(), AT);
  }

  /** A number of the whole milestone. */
  public static Metric.Builder metric(MetricName name, long milestone, double value) {
    return Metric.newBuilder()
        .setRun(RUN.id())
        .setMilestone(milestone)
        .setMetric(name.text())
        .setValue(value)
        .setN(1000)
        .setEvidence(Evidence.EMPIRICAL);
  }

  /** The headline error of a timestep. */
  public static Metric.Builder loss(long milestone, int timestep, double value) {
    return metric(MetricName.HELD_OUT_LOSS, milestone, value)
        .setTimestep(timestep)
        .setTime(RUN.grid().time(timestep))
        .setLow(value / 2)
        .setHigh(value * 2);
  }

  /** The headline errors of all timesteps, of which that of k is k times the scale. */
  public static void measure(Board board, int incarnation, long milestone, double scale) {
    for (int k : RUN.timesteps()) {
      board.measured(
          loss(milestone, k, scale * k).setIncarnation(incarnation).build(),
          AT.plusSeconds(milestone));
    }
  }

  /** A command for the run. */
  public static RunCommand command(RunAction action) {
    String reason = action == RunAction.FAIL ? "no samples" : null;
    return new RunCommand(RUN.id(), action, null, "a test", RUN.hash(), reason, null);
  }

  /** What a trainer does. */
  public static ServiceActivity training() {
    return ServiceActivity.newBuilder()
        .setService("trainer")
        .setInstance("t1")
        .setRun(RUN.id())
        .setPhase("training")
        .setMilestone(512L)
        .setDone(10)
        .setTotal(400)
        .setUnit("steps")
        .setRate(210.5)
        .build();
  }
}
