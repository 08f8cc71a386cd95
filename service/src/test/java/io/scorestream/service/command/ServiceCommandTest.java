package io.scorestream.service.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.Service;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServiceCommandTest {

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final AtomicReference<Settings> seen = new AtomicReference<>();

  @Test
  void options_becomeSettings() {
    assertThat(execute(() -> {}, "--bootstrap-servers", "h:1", "--kafka", "linger.ms=7")).isZero();
    Settings settings = requireNonNull(seen.get());
    ConnectionSettings connection = ConnectionSettings.of(settings);
    assertThat(connection.bootstrapServers()).isEqualTo("h:1");
    assertThat(connection.topics().prefix()).isEqualTo("of-the-environment");
    assertThat(settings.kafka()).containsEntry("linger.ms", "7");
  }

  @Test
  void failure_isMessageRemedyAndExitCode() {
    int code =
        execute(
            () -> {
              throw new ScorestreamException(Reason.BAD_DATA, "line 7 is odd", "mend line 7");
            });
    assertThat(code).isEqualTo(Reason.BAD_DATA.exitCode());
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("scorestream: line 7 is odd\n  -> mend line 7\n");
  }

  @Test
  void bug_hasAnExitCodeOfItsOwn() {
    int code =
        execute(
            () -> {
              throw new IllegalStateException("odd");
            });
    assertThat(code).isEqualTo(Reason.INTERNAL.exitCode());
    assertThat(err.toString()).contains("internal error").doesNotContain("\tat ");
  }

  @Test
  void unknownOption_suggestsTheNearest() {
    assertThat(execute(() -> {}, "--bootstrap-server", "h:1")).isNotZero();
    assertThat(err.toString()).contains("--bootstrap-servers");
  }

  @Test
  void help_listsEverySettingWithItsDefault() {
    assertThat(execute(() -> {}, "--help")).isZero();
    assertThat(out.toString())
        .contains("--registry-url", "http://localhost:8081", "--topic-prefix", "--config");
  }

  private int execute(Runnable work, String... args) {
    CommandLine command =
        new ServiceCommand(
                "train",
                "Trains.",
                ProcessSettings.DECLARED,
                (settings, monitoring) -> {
                  seen.set(settings);
                  return service(work);
                })
            .commandLine(Map.of("SCORESTREAM_TOPIC_PREFIX", "of-the-environment"));
    command.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
    return command.execute(args);
  }

  private static Service service(Runnable work) {
    return new Service() {
      @Override
      public void run() {
        work.run();
      }

      @Override
      public void stop() {}
    };
  }
}
