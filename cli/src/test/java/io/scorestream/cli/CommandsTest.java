package io.scorestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.control.runs.RunSettings;
import io.scorestream.service.settings.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "reproduce",
        "produce",
        "train",
        "sample",
        "evaluate",
        "runs apply",
        "runs list",
        "runs show",
        "runs compare",
        "runs milestone",
        "runs pause",
        "runs resume",
        "runs delete",
        "topics plan",
        "topics apply",
        "metrics tail",
        "metrics export",
        "checkpoints list",
        "checkpoints show",
        "checkpoints export",
        "generations export",
        "access plan",
        "access apply",
        "doctor",
        "version"
      })
  void everyCommand_hasHelp(String command) {
    Invocation call = Invocation.of((command + " --help").split(" "));
    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).contains("Usage: scorestream " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "runs", "topics", "metrics", "access", "checkpoints", "generations"})
  void group_aloneShowsWhatItHas(String group) {
    Invocation call = group.isEmpty() ? Invocation.of() : Invocation.of(group);
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("Usage: scorestream").contains("Commands:");
  }

  @Test
  void quickstart_hasItsStableOptions() {
    assertThat(Invocation.of("quickstart", "--help").out())
        .contains("--law", "--data", "--columns", "--dir", "--until", "--timesteps", "--seed")
        .contains("--report", "--exit", "--port", "--quiet");
  }

  /** What a run may be given is declared once. */
  @Test
  void quickstart_takesWhatRunsApplyTakes() {
    List<String> ofRuns = RunSettings.DECLARED.all().stream().map(Setting::option).toList();
    assertThat(ofRuns).contains("--run", "--learning-rate", "--halves");
    assertThat(Invocation.of("quickstart", "--help").out()).contains(ofRuns);
    assertThat(Invocation.of("runs", "apply", "--help").out()).contains(ofRuns);
  }

  @Test
  void version_namesTheParts() {
    Invocation call = Invocation.of("version");
    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).containsPattern("scorestream \\d").containsPattern("kafka \\d");
  }
}
