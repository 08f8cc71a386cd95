package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunStateTest {

  private static final Run RUN = new Run(RunTest.spec("r", 1024L));
  private static final RunState PUBLISHED = RunState.of(RUN);

  static RunCommand command(RunAction action, @Nullable Long milestone) {
    return new RunCommand("r", action, milestone, "a test", RUN.hash(), null, null);
  }

  private static RunCommand command(RunAction action) {
    return command(action, null);
  }

  private static RunState after(RunCommand... commands) {
    return fold(List.of(commands));
  }

  private static RunState fold(List<RunCommand> commands) {
    RunState state = PUBLISHED;
    for (RunCommand command : commands) {
      state = state.after(command);
    }
    return state;
  }

  /** Sequences of commands of all kinds, sensible and not. */
  static Stream<List<RunCommand>> sequences() {
    return IntStream.range(0, 200)
        .mapToObj(
            seed -> {
              Random random = new Random(seed);
              RunAction[] actions = RunAction.values();
              return Stream.generate(
                      () ->
                          command(
                              actions[random.nextInt(actions.length)],
                              random.nextInt(8) == 0 ? null : random.nextLong(-10, 5000)))
                  .limit(20)
                  .toList();
            });
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void anyCommandTwice_isLikeOnce(List<RunCommand> commands) {
    List<RunCommand> twice =
        commands.stream().flatMap(command -> Stream.of(command, command)).toList();
    assertThat(fold(twice)).isEqualTo(fold(commands));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void objection_isThereWhereverACommandDoesNothing_andOnlyThere(List<RunCommand> commands) {
    RunState state = PUBLISHED;
    for (RunCommand command : commands) {
      RunState after = state.after(command);
      assertThat(state.objection(command).isPresent()).isEqualTo(after.equals(state));
      state = after;
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void withinAnIncarnation_theEndOnlyMovesOn_andNoRequestIsLost(List<RunCommand> commands) {
    RunState state = PUBLISHED;
    for (RunCommand command : commands) {
      RunState after = state.after(command);
      if (after.incarnation() == state.incarnation() && after.deleted() == state.deleted()) {
        assertThat(end(after)).isGreaterThanOrEqualTo(end(state));
        assertThat(after.milestones().requested())
            .containsAll(state.milestones().requested())
            .allMatch(m -> m >= 1 && m <= end(after));
      }
      state = after;
    }
  }

  private static long end(RunState state) {
    return state.milestones().last().orElse(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void incarnation_countsTheDeletionsOfWhatWasThere(List<RunCommand> commands) {
    RunState state = PUBLISHED;
    int deletions = 0;
    for (RunCommand command : commands) {
      if (command.getAction() == RunAction.DELETE && !state.deleted()) {
        deletions++;
      }
      state = state.after(command);
      assertThat(state.incarnation()).isEqualTo(deletions);
    }
  }

  /** What was lost when a command was a read, a change and a write of the whole specification. */
  @Test
  void pauseAndMilestoneAndExtension_areAllKeptInAnyOrder() {
    List<RunCommand> commands =
        new ArrayList<>(
            List.of(
                command(RunAction.PAUSE),
                command(RunAction.MILESTONE, 300L),
                command(RunAction.MILESTONE, 700L),
                command(RunAction.EXTEND, 4096L)));
    Set<RunState> outcomes = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Collections.shuffle(commands, new Random(i));
      outcomes.add(fold(commands));
    }
    assertThat(outcomes).hasSize(1);
    RunState state = outcomes.iterator().next();
    assertThat(state.paused()).isTrue();
    assertThat(state.milestones().upTo(Long.MAX_VALUE))
        .containsExactly(256L, 300L, 512L, 700L, 1024L, 2048L, 4096L);
  }

  @Test
  void orderDecides_betweenPauseAndResume() {
    assertThat(after(command(RunAction.PAUSE), command(RunAction.RESUME)).paused()).isFalse();
    assertThat(after(command(RunAction.RESUME), command(RunAction.PAUSE)).paused()).isTrue();
  }

  @Test
  void orderDecides_whetherAMilestoneIsBeyondTheEnd() {
    RunCommand milestone = command(RunAction.MILESTONE, 2000L);
    RunCommand extension = command(RunAction.EXTEND, 4096L);
    assertThat(after(extension, milestone).milestones().upTo(4096)).contains(2000L);
    assertThat(after(milestone, extension).milestones().upTo(4096)).doesNotContain(2000L);
    assertThat(PUBLISHED.objection(milestone)).hasValue("ends at milestone 1024, before 2000");
  }

  @Test
  void milestone_thatIsOnlyTheEnd_staysOneWhenTheEndMovesOn() {
    Run until1000 = new Run(RunTest.spec("r", 1000L));
    RunState state =
        RunState.of(until1000)
            .after(
                new RunCommand("r", RunAction.MILESTONE, 1000L, "", until1000.hash(), null, null))
            .after(new RunCommand("r", RunAction.EXTEND, null, "", until1000.hash(), null, null));
    assertThat(state.milestones().upTo(1024)).containsExactly(256L, 512L, 1000L, 1024L);
  }

  @Test
  void milestone_ofTheSchedule_needsNoRequest() {
    assertThat(PUBLISHED.objection(command(RunAction.MILESTONE, 512L)))
        .hasValue("has milestone 512 already");
    assertThat(PUBLISHED.objection(command(RunAction.MILESTONE, 0L)))
        .hasValueSatisfying(why -> assertThat(why).contains("at least 1"));
    assertThat(PUBLISHED.objection(command(RunAction.MILESTONE))).isPresent();
  }

  @Test
  void extension_shorterThanTheRun_doesNothing() {
    RunState extended = after(command(RunAction.EXTEND, 4096L));
    assertThat(extended.objection(command(RunAction.EXTEND, 2048L)))
        .hasValue("goes on to milestone 4096");
    RunState endless = extended.after(command(RunAction.EXTEND));
    assertThat(endless.milestones().last()).isEqualTo(OptionalLong.empty());
    assertThat(endless.objection(command(RunAction.EXTEND, 1L << 40)))
        .hasValue("has no end already");
  }

  @Test
  void failedRun_isLeftAloneUntilItIsResumed_andSaysWhy() {
    RunState failed =
        PUBLISHED.after(
            new RunCommand("r", RunAction.FAIL, null, "t", RUN.hash(), "no samples", null));
    assertThat(failed.isActive()).isFalse();
    assertThat(failed.failure()).isEqualTo("no samples");
    assertThat(failed.word()).isEqualTo("failed");
    assertThat(failed.after(command(RunAction.EXTEND, null)).failure()).isEqualTo("no samples");
    assertThat(failed.objection(command(RunAction.FAIL))).contains("has failed already");

    assertThat(failed.after(command(RunAction.RESUME))).isEqualTo(PUBLISHED);
    assertThat(failed.after(command(RunAction.PAUSE)).after(command(RunAction.RESUME)))
        .isEqualTo(PUBLISHED);
    assertThat(failed.after(command(RunAction.DELETE)).failure()).isNull();
  }

  @Test
  void restored_isAsSpecified_inAnIncarnationOfItsOwn() {
    RunState changed =
        after(
            command(RunAction.PAUSE),
            command(RunAction.MILESTONE, 300L),
            command(RunAction.EXTEND, null));
    RunState deleted = changed.after(command(RunAction.DELETE));
    assertThat(deleted.deleted()).isTrue();
    assertThat(deleted.after(command(RunAction.RESTORE)))
        .isEqualTo(
            new RunState(
                RUN, RUN.milestones(), false, null, RUN.training().learningRate(), 1, false));
  }

  @ParameterizedTest
  @EnumSource(value = RunAction.class, names = "RESTORE", mode = EnumSource.Mode.EXCLUDE)
  void deletedRun_isOnlyRestored(RunAction action) {
    RunState deleted = after(command(RunAction.DELETE));
    assertThat(deleted.after(command(action, 300L))).isEqualTo(deleted);
    assertThat(deleted.objection(command(action, 300L)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("is deleted"));
  }

  @ParameterizedTest
  @EnumSource(RunAction.class)
  void commandForAnotherSpecification_doesNothingAndIsSaid(RunAction action) {
    RunCommand stray = new RunCommand("r", action, 300L, "", "0000", null, null);
    assertThat(PUBLISHED.after(stray)).isSameAs(PUBLISHED);
    assertThat(PUBLISHED.objection(stray))
        .hasValueSatisfying(why -> assertThat(why).contains("another specification"));
  }

  @Test
  void commandOfAnotherRun_isAMistake() {
    RunCommand other = new RunCommand("other", RunAction.PAUSE, null, "", RUN.hash(), null, null);
    assertThatThrownBy(() -> PUBLISHED.after(other)).hasMessageContaining("run other");
  }

  /** Of a run that diverged: the specification stays, and a restored run begins as it says. */
  @Test
  void resume_withALearningRate_setsItUntilTheRunIsDeleted() {
    RunState failed =
        PUBLISHED.after(
            new RunCommand("r", RunAction.FAIL, null, "t", RUN.hash(), "diverged", null));
    RunState slower = failed.after(resume(1e-4));
    assertThat(slower.isActive()).isTrue();
    assertThat(slower.run()).isEqualTo(RUN);
    assertThat(slower.training()).isEqualTo(RUN.training().at(1e-4));
    assertThat(slower.after(command(RunAction.PAUSE, null)).after(resume(null)).training())
        .isEqualTo(slower.training());
    assertThat(slower.after(command(RunAction.DELETE, null)).training()).isEqualTo(RUN.training());
    assertThat(failed.after(resume(1.0))).isSameAs(failed);
    assertThat(failed.objection(resume(1.0)))
        .hasValue("cannot learn at rate 1.0, which is not in (0, 1)");
    assertThat(PUBLISHED.after(resume(1e-4))).isSameAs(PUBLISHED);
  }

  private static RunCommand resume(@Nullable Double rate) {
    return new RunCommand("r", RunAction.RESUME, null, "a test", RUN.hash(), null, rate);
  }
}
