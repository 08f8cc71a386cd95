package io.scorestream.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What one task hands on, the next one sees when it is committed. */
class CommitsTest {

  @Test
  void workOfAMilestone_isCommittedAtOnce() {
    MockProcessorContext<String, Work> context = new MockProcessorContext<>();
    MilestoneProcessor processor = new MilestoneProcessor();
    processor.init(context);
    RunState state = RunState.of(new Run(Fixtures.known("r", Fixtures.standardNormal())));

    processor.process(
        new Record<>(
            "r/256",
            Fixtures.reached(state, 256, SampleHalf.BOTH, List.of(Fixtures.at(1, 0, 7))),
            0));

    assertThat(context.forwarded()).isNotEmpty();
    assertThat(context.committed()).isTrue();
  }

  @Test
  void jobs_areInFlightUntilTheLastIsTaken() {
    JobsInFlight<TimestepWork, String> jobs = new JobsInFlight<>(Runnable::run);
    assertThat(jobs.isEmpty()).isTrue();

    jobs.begin(work(1), () -> "one");
    jobs.begin(work(2), () -> "two");

    assertThat(jobs.next()).isPresent();
    assertThat(jobs.isEmpty()).isFalse();
    assertThat(jobs.next()).isPresent();
    assertThat(jobs.isEmpty()).isTrue();
  }

  private static TimestepWork work(int timestep) {
    return new TimestepWork("r", 0, 256, 1_000, timestep, SampleHalf.BOTH, List.of());
  }
}
