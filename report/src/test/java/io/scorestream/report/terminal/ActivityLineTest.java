package io.scorestream.report.terminal;

import static io.scorestream.report.terminal.Activities.activity;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.ServiceActivity;
import org.junit.jupiter.api.Test;

class ActivityLineTest {

  private static final Screen EIGHTY = new Screen(true, 80, false, Glyphs.UNICODE);
  private static final Screen ASCII = new Screen(true, 100, false, Glyphs.ASCII);
  private static final Screen COLOUR = new Screen(true, 80, true, Glyphs.UNICODE);
  private static final ServiceActivity TRAINING =
      activity("trainer", "training", 2048L, 600, 1200, "steps", 268.4);

  @Test
  void of_workWithAnEnd_hasABar() {
    assertThat(ActivityLine.of(TRAINING, EIGHTY, false))
        .isEqualTo(
            "trainer    training m=2048        █████░░░░░░        600/1,200 steps     268/s");
  }

  @Test
  void of_workWithoutAnEnd_hasNoBar() {
    assertThat(
            ActivityLine.of(
                activity("producer", "streaming", null, 184_320, 0, "samples", 5.25),
                EIGHTY,
                false))
        .isEqualTo(
            "producer   streaming                                 184,320 samples     5.3/s");
  }

  @Test
  void of_aServiceThatFallsBehind_saysHowManyEventsWait() {
    ServiceActivity evaluating =
        activity("evaluator", "evaluating", 512L, 12, 50, "timesteps", 40.5);
    assertThat(ActivityLine.of(waiting(evaluating, 340), EIGHTY, false))
        .isEqualTo(
            "evaluator  evaluating m=512       ██░░░░░░░░░        12/50 timesteps +340 wait");
    assertThat(ActivityLine.of(waiting(evaluating, 12_340), EIGHTY, false)).endsWith("+12k wait");
  }

  @Test
  void of_idleness_isShort() {
    assertThat(ActivityLine.of(Activities.waiting("sampler"), EIGHTY, false))
        .isEqualTo("sampler    waiting");
  }

  @Test
  void of_anAsciiScreen_isAscii() {
    assertThat(ActivityLine.of(TRAINING, ASCII, false))
        .contains(" ##############.............. ")
        .matches("\\p{ASCII}{1,99}");
  }

  @Test
  void of_aNarrowScreen_fits() {
    Screen sixty = new Screen(true, 60, false, Glyphs.UNICODE);
    assertThat(ActivityLine.of(TRAINING, sixty, false))
        .isEqualTo("trainer    training m=2048         50 % 268/s");
  }

  @Test
  void of_severalRuns_namesThem() {
    ServiceActivity ofRun = ServiceActivity.newBuilder(TRAINING).setRun("ring-n4-s1").build();
    assertThat(ActivityLine.of(ofRun, EIGHTY, true)).contains("training ring-n4-s1 m=2048 ");
    assertThat(ActivityLine.of(ofRun, EIGHTY, false)).doesNotContain("ring");
    assertThat(ActivityLine.whatOfRun(ofRun)).isEqualTo("training ring-n4-s1 m=2048");
  }

  @Test
  void of_aColourScreen_saysTheSameAndEndsPlain() {
    String line = ActivityLine.of(TRAINING, COLOUR, false);

    assertThat(line.replaceAll("\u001b\\[\\d*m", ""))
        .isEqualTo(ActivityLine.of(TRAINING, EIGHTY, false));
    assertThat(line.lastIndexOf("\u001b[0m")).isGreaterThan(line.lastIndexOf("\u001b[36m"));
  }

  private static ServiceActivity waiting(ServiceActivity activity, long events) {
    return ServiceActivity.newBuilder(activity).setBehind(events).build();
  }

  @Test
  void bar_ofMoreThanAll_isFull() {
    assertThat(Glyphs.ASCII.bar(1.5, 4)).isEqualTo("####");
    assertThat(Glyphs.ASCII.bar(0, 4)).isEqualTo("....");
  }
}
