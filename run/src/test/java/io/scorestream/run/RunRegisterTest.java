package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunRegisterTest {

  private static final RunSpec SPEC = RunTest.spec("r", 1024L);

  private static RunCommand command(RunAction action, @Nullable Long milestone) {
    return RunStateTest.command(action, milestone);
  }

  @Test
  void commands_countHoweverTheyAreInterleavedWithSpecifications() {
    List<RunCommand> commands =
        List.of(
            command(RunAction.DELETE, null),
            command(RunAction.RESTORE, null),
            command(RunAction.MILESTONE, 300L),
            command(RunAction.PAUSE, null));
    RunState expected = RunState.of(new Run(SPEC));
    for (RunCommand command : commands) {
      expected = expected.after(command);
    }
    for (int published = 0; published <= commands.size(); published++) {
      RunRegister register = new RunRegister();
      for (int i = 0; i < commands.size(); i++) {
        if (i == published) {
          register.publish(SPEC);
        }
        register.command(commands.get(i));
      }
      register.publish(SPEC);
      assertThat(register.find("r")).hasValue(expected);
    }
  }

  @Test
  void firstSpecification_countsForEver() {
    RunRegister register = new RunRegister();
    assertThat(register.publish(SPEC)).isEmpty();
    assertThat(register.publish(SPEC)).isEmpty();
    register.command(command(RunAction.DELETE, null));
    RunSpec other = RunSpec.newBuilder(SPEC).setSeed(99).build();
    assertThat(register.publish(other))
        .hasValueSatisfying(why -> assertThat(why).contains("this one is another"));
    assertThat(register.find("r").orElseThrow().run().spec()).isEqualTo(SPEC);
    assertThat(register.find("r").orElseThrow().deleted()).isTrue();
  }

  @Test
  void specificationThatContradictsItself_leavesItsIdFree() {
    RunRegister register = new RunRegister();
    RunSpec wrong = RunSpec.newBuilder(SPEC).setShards(99).build();
    assertThatThrownBy(() -> register.publish(wrong)).hasMessageContaining("99 shards");
    register.publish(SPEC);
    assertThat(register.find("r")).isPresent();
  }

  @Test
  void commandsOfARunThatNeverComes_areNoRun() {
    RunRegister register = new RunRegister();
    assertThat(register.command(command(RunAction.PAUSE, null))).isEmpty();
    assertThat(register.find("r")).isEmpty();
    assertThat(register.all()).isEmpty();
  }

  @Test
  void runs_comeInTheOrderInWhichTheyWerePublished_andDoNotTouchEachOther() {
    RunRegister register = new RunRegister();
    List<String> ids =
        new Random(1).ints(20, 0, 1000).mapToObj(i -> "run-" + i).distinct().toList();
    ids.forEach(id -> register.publish(RunTest.spec(id, null)));
    String first = ids.get(0);
    String hash = register.find(first).orElseThrow().run().hash();
    register.command(new RunCommand(first, RunAction.PAUSE, null, "", hash, null, null));
    assertThat(register.all()).extracting(state -> state.run().id()).containsExactlyElementsOf(ids);
    assertThat(register.all()).filteredOn(RunState::paused).hasSize(1);
  }
}
