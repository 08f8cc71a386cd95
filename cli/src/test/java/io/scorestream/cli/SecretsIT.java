package io.scorestream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.fixtures.RunningStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands in processes of their own, who know a password and log all that they can. */
@ExtendWith(RunningStack.class)
class SecretsIT {

  private static final String CANARY = "canary-93d0a7";

  /** Nobody listens there. */
  private static final String NOWHERE = "127.0.0.1:1";

  @TempDir private Path folder;

  /**
   * What is called.
   *
   * @param broken whether broker and registry are not there
   * @param said by which it is known that the command did something
   */
  record Call(boolean broken, String said, List<String> words) {

    static Call of(String said, String... words) {
      return new Call(false, said, List.of(words));
    }

    static Call broken(String said, String... words) {
      return new Call(true, said, List.of(words));
    }
  }

  static Stream<Call> calls() {
    return Stream.of(
        Call.of("subjects", "doctor"),
        Call.of(
            "answers at",
            "produce",
            "--law=mixture",
            "--limit=64",
            "--rate=1000",
            "--http-port=0",
            "--http-token=" + CANARY + "-" + CANARY),
        Call.of("ProducerConfig values", "produce", "--law=mixture", "--limit=64", "--rate=1000"),
        Call.broken("does not answer", "doctor"),
        Call.broken("but must be 16 characters", "sample", "--http-token=" + CANARY),
        Call.broken("only one of mlflow", "evaluate", "--mlflow-password=" + CANARY));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void nothingThatACommandSays_hasASecret(Call call, EmbeddedStack stack) throws Exception {
    String registry = call.broken() ? "http://" + NOWHERE : stack.registryUrl();
    Path config =
        Files.write(
            folder.resolve("secret.properties"),
            List.of(
                "bootstrap.servers=" + (call.broken() ? NOWHERE : stack.bootstrapServers()),
                "registry.url=" + registry.replace("//", "//somebody:" + CANARY + "@"),
                "kafka.sasl.mechanism=PLAIN",
                "kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule"
                    + " required username=\"somebody\" password=\"%s\";".formatted(CANARY),
                "kafka.ssl.keystore.password=" + CANARY));
    if (!call.broken()) {
      String prefix = "topics apply --bootstrap-servers=%s --registry-url=%s";
      String apply = prefix.formatted(stack.bootstrapServers(), stack.registryUrl());
      assertThat(Invocation.of(apply.split(" ", -1)).exitCode()).isZero();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dscorestream.log.level=DEBUG",
            "-Dscorestream.log.kafka=INFO",
            "-cp",
            System.getProperty("java.class.path"),
            Scorestream.class.getName()));
    command.addAll(call.words());
    command.addAll(List.of("--config", config.toString()));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(output, UTF_8)).contains(call.said()).doesNotContain(CANARY);
  }
}
