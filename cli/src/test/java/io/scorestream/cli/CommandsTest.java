package io.scorestream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.control.runs.RunSettings;
import io.scorestream.service.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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
        "verify",
        "doctor",
        "completion",
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

  /** What nobody has tried is no example: each is a command line that is understood. */
  @Test
  void help_beginsWithExamples_thatAreUnderstood() {
    CommandLine root = Scorestream.commandLine(Map.of());
    List<String> examples = new ArrayList<>();
    collect(root, examples);
    assertThat(examples).hasSizeGreaterThan(30);
    for (String example : examples) {
      String[] words = example.strip().replaceFirst(" \\|.*", "").split(" ", -1);
      assertThat(words[0]).isEqualTo("scorestream");
      String[] args = Arrays.copyOfRange(words, 1, words.length);
      assertThatCode(() -> root.parseArgs(args)).as(example).doesNotThrowAnyException();
    }
  }

  private static void collect(CommandLine command, List<String> examples) {
    List<String> own =
        command
            .getUsageMessage()
            .lines()
            .skip(1)
            .takeWhile(line -> line.startsWith("  scorestream "))
            .toList();
    assertThat(command.getUsageMessage()).startsWith("Examples:");
    assertThat(own).as(command.getCommandName()).isNotEmpty();
    assertThat(command.getUsageMessage().lines().filter(line -> line.startsWith("  scorestream ")))
        .as("examples of %s, once", command.getCommandName())
        .hasSameSizeAs(own);
    examples.addAll(own);
    command.getSubcommands().values().forEach(below -> collect(below, examples));
  }

  @Test
  void command_thatIsMistyped_isNamed() {
    Invocation call = Invocation.of("runs", "lst");
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("Did you mean", "list");
  }

  /** The script is run as a shell does when a person presses the tabulator key. */
  @Test
  void completion_completesInBash(@TempDir Path folder) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, Invocation.of("completion").out());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source "
                    + script
                    + "; COMP_WORDS=(scorestream runs mil); COMP_CWORD=2; _complete_scorestream;"
                    + " echo ${COMPREPLY[@]}")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8).strip())
        .isEqualTo("milestone");
    assertThat(bash.waitFor()).isZero();
  }

  /** A full disk ended a listing quietly with 0. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void output_thatCannotBeWritten_isAFailure_andOneThatNobodyReadsIsNone() throws Exception {
    for (String words : List.of("version", "version --json", "runs --help", "completion")) {
      Invocation full = inBash("%s >/dev/full".formatted(words));
      full.failsClearly(73, "the standard output cannot be written: ");
      assertThat(inBash(words + " | true")).as(words).isEqualTo(new Invocation(0, "", ""));
    }
  }

  /** Runs the command as a process of its own, and says what the first of a pipeline came to. */
  private static Invocation inBash(String words) throws Exception {
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "\"$0\" -cp \"$1\" io.scorestream.cli.Scorestream "
                    + words
                    + "; exit ${PIPESTATUS[0]}",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"))
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), UTF_8);
    String err = new String(bash.getErrorStream().readAllBytes(), UTF_8);
    return new Invocation(bash.waitFor(), out, err);
  }

  @Test
  void version_namesTheParts() {
    Invocation call = Invocation.of("version");
    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).containsPattern("scorestream \\d").containsPattern("kafka \\d");
  }

  @Test
  void whatIsListed_isListedForPrograms() throws Exception {
    JsonNode versions = new ObjectMapper().readTree(Invocation.of("version", "--json").out());
    assertThat(versions.get("java").asText()).isEqualTo(Runtime.version().toString());

    Invocation plan = Invocation.of("access", "plan", "--json", "--topic-prefix=shop");
    assertThat(plan.out().lines()).hasSize(1);
    JsonNode entries = new ObjectMapper().readTree(plan.out());
    assertThat(entries).hasSameSizeAs(Invocation.of("access", "plan").out().lines().toList());
    assertThat(entries.get(0).toString())
        .isEqualTo(
            "{\"principal\":\"User:producer\",\"host\":\"*\",\"operation\":\"describe\","
                + "\"permission\":\"allow\",\"resource\":\"topic\",\"pattern\":\"prefixed\","
                + "\"name\":\"shop.\"}");
  }

  @Test
  void topicsOfOthers_areReadByProducersAlone() {
    List<String> usual = lists("access", "plan");
    List<String> more =
        lists("access", "plan", "--from-topic=orders,clicks", "--principal=User:x-{role}");
    assertThat(more.subList(usual.size(), more.size()))
        .satisfiesExactly(
            orders -> assertThat(orders).contains("name=orders", "User:x-producer", "READ"),
            clicks -> assertThat(clicks).contains("name=clicks", "User:x-producer", "READ"));
  }

  @Test
  void clients_haveAQuota() {
    assertThat(Invocation.of("access", "plan", "--client-rate=3 MiB", "--principal=User:x-{role}"))
        .extracting(Invocation::out)
        .asString()
        .contains("user=x-client")
        .contains("producer_byte_rate=3145728.0")
        .contains("consumer_byte_rate=3145728.0");
    assertThat(Invocation.of("access", "plan", "--client-rate=0 B").err())
        .contains("more than nothing");
  }

  private static List<String> lists(String... command) {
    return Invocation.of(command).out().lines().filter(line -> line.contains("pattern=")).toList();
  }
}
