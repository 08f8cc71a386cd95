package io.scorestream.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.evaluator.work.ForecastWork;
import io.scorestream.evaluator.work.RunWork;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.events.SampleHalf;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PoolJobTest {

  /** A forecast is worth less than metrics of a milestone that follows soon, but is made. */
  @Test
  void forecast_comesAfterEvaluationsOfTheNextSeconds_andBeforeLaterOnes() {
    RunWork forecast = new ForecastWork("r", 0, 256, 1_000, "robust_error", 0.05, 3);
    List<RunWork> inOrder =
        List.of(
            evaluation(256, 1_000), evaluation(512, 10_000), forecast, evaluation(1_024, 12_000));
    Queue<PoolJob<RunWork, String>> jobs = new PriorityQueue<>();
    for (int i : new int[] {2, 3, 1, 0}) {
      jobs.add(new PoolJob<>(inOrder.get(i), () -> "done", job -> {}));
    }
    for (RunWork next : inOrder) {
      assertThat(jobs.remove().work()).isEqualTo(next);
    }
  }

  private static RunWork evaluation(long milestone, long reached) {
    return new TimestepWork("r", 0, milestone, reached, 1, SampleHalf.BOTH, List.of());
  }
}
