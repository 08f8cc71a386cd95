package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProducerCommandTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Main.command().commandLine(Map.of()).setErr(new PrintWriter(err, true));

  @Test
  void produce_ofUnknownLaw_namesTheNearest() {
    assertThat(command.execute("--law", "mixtur")).isEqualTo(Reason.USAGE.exitCode());
    assertThat(err.toString()).contains("did you mean 'mixture'?").doesNotContain("\tat ");
  }

  @Test
  void produce_ofMissingFile_namesIt() {
    assertThat(command.execute("--data", "nowhere.csv")).isEqualTo(Reason.NO_INPUT.exitCode());
    assertThat(err.toString()).contains("nowhere.csv does not exist").doesNotContain("\tat ");
  }

  @Test
  void produce_ofWrongRowAtTheEnd_failsBeforeItAsksForKafka(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("late.csv"), "1,2\n3,4\n5\n");

    assertThat(command.execute("--data", file.toString())).isEqualTo(Reason.BAD_DATA.exitCode());
    assertThat(err.toString())
        .contains(file + ", line 3 has 1 columns, but line 1 has 2")
        .doesNotContain("\tat ");
  }
}
