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
        services,
        Stream.of(
            Map.entry("topics", "operator"),
            Map.entry("run", "operator"),
            Map.entry("access", "admin")));
  }

  @Test
  void superUser_isWhoGivesAccessAlone() {
    assertThat(SECURE.services().entrySet())
        .filteredOn(
            service -> String.valueOf(service.getValue().get("volumes")).contains("secrets-admin"))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("credentials", "access");
  }

  /** What the producer is told to read, its user is allowed to. */
  @Test
  void topicOfOthers_isKnownToWhoGivesAccess() {
    assertThat(SECURE.services().get("access"))
        .extracting("environment")
        .asString()
        .contains("SCORESTREAM_FROM_TOPIC");
  }

  /** Who works before its rights are given is refused, and would only try again. */
  @Test
  void whoCreatesTopicsAndRuns_waitsForItsRights() {
    for (String name : List.of("topics", "run")) {
      assertThat(SECURE.services().get(name))
          .extracting("depends_on")
          .asString()
          .contains("access={condition=service_completed_successfully}");
    }
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
