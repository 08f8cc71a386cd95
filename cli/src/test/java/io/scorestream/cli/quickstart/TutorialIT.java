package io.scorestream.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.cli.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gives the commands of the tutorial as they stand there. */
class TutorialIT {

  private static final Path TUTORIAL = Path.of("..", "docs", "tutorial.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final String COMMAND = "./scorestream ";
  private static final String FOLDER = "tutorial/";

  @TempDir private Path directory;

  @Test
  void commands_doWhatThePageSays() throws IOException, InterruptedException {
    for (String block : blocks()) {
      if (block.startsWith(COMMAND)) {
        block.lines().forEach(this::scorestream);
      } else {
        shell(block);
      }
    }
    Path report = directory.resolve("tutorial/run/report/trips");
    assertThat(Files.readString(report.resolve("summary.md")))
        .contains("| 2048 |", "Forecast of held-out loss", "Column by column");
    assertThat(Files.readAllLines(report.resolve("metrics.jsonl")))
        .anyMatch(line -> line.contains("\"metric\":\"held_out_loss\""))
        .as("no truth, no exact error")
        .noneMatch(line -> line.contains("\"metric\":\"robust_error\""));
    assertThat(report.resolve("generated-beside-real.png")).isNotEmptyFile();
    assertThat(directory.resolve("tutorial/new.csv"))
        .content()
        .hasLineCount(1001)
        .startsWith("distance,fare,paid")
        .contains(",card", ",cash");
    assertThat(directory.resolve("tutorial/model.npz")).isNotEmptyFile();
    assertThat(directory.resolve("tutorial/metrics.csv")).isNotEmptyFile();
  }

  private static List<String> blocks() throws IOException {
    List<String> blocks =
        BLOCK.matcher(Files.readString(TUTORIAL)).results().map(TutorialIT::text).toList();
    assertThat(blocks).hasSizeGreaterThan(3);
    return blocks;
  }

  private static String text(MatchResult block) {
    return block.group(1).strip();
  }

  private void scorestream(String line) {
    String[] words =
        Arrays.stream(line.substring(COMMAND.length()).split(" +"))
            .map(word -> word.startsWith(FOLDER) ? directory.resolve(word).toString() : word)
            .toArray(String[]::new);
    Invocation call = Invocation.of(words);
    assertThat(call.exitCode()).as("%s%n%s%s", line, call.out(), call.err()).isZero();
  }

  private void shell(String block) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-ec", block)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", block, said).isZero();
  }
}
