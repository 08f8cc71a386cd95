package io.scorestream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.cli.access.Roles;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecureOverlayTest {

  private static final ComposeFile SECURE = ComposeFile.read("compose.secure.yaml");

  /** The services that speak to Kafka, with the user that each is. */
  static Stream<Map.Entry<String, String>> clients() {
    Stream<Map.Entry<String, String>> services =
        Roles.ofServices().stream().map(role -> Map.entry(role.name(), role.name()));
    return Stream.concat(
        services, Stream.of("topics", "access", "run").map(name -> Map.entry(name, "admin")));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void client_seesItsOwnSecretsAlone(Map.Entry<String, String> client) {
    assertThat(SECURE.services().get(client.getKey()))
        .containsEntry("volumes", List.of("secrets-%s:/secrets:ro".formatted(client.getValue())))
        .extracting("command")
        .asString()
        .contains("--config, /secrets/client.properties");
  }

  @Test
  void noListener_isPlain() {
    assertThat((String) SECURE.environment("kafka").get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"))
        .isEqualTo("INTERNAL:SASL_SSL,EXTERNAL:SASL_SSL,CONTROLLER:SASL_PLAINTEXT");
  }
}
