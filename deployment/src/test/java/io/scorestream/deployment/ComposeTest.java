package io.scorestream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.settings.SettingGroup;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeTest {

  private static final ComposeFile COMPOSE = ComposeFile.read("docker-compose.yml");

  static Stream<String> own() {
    return COMPOSE.own().keySet().stream();
  }

  static Stream<Map.Entry<String, SettingGroup>> settings() {
    return ServiceSettings.byService().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySetting_reachesItsService(Map.Entry<String, SettingGroup> service) {
    assertThat(COMPOSE.environment(service.getKey()).keySet())
        .as("variables of service %s", service.getKey())
        .containsAll(ServiceSettings.variables(service.getValue()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void noVariable_isUnknownToItsService(Map.Entry<String, SettingGroup> service) {
    List<String> given =
        COMPOSE.environment(service.getKey()).keySet().stream()
            .filter(name -> !isOfTheSource(service.getKey(), name))
            .toList();
    assertThat(given).isSubsetOf(ServiceSettings.variables(service.getValue()));
  }

  /**
   * What a source is like is said once, for the producer and the run; some of it only one needs.
   */
  private static boolean isOfTheSource(String service, String variable) {
    return service.equals("run") && variable.equals("SCORESTREAM_SOURCE_ID");
  }

  @ParameterizedTest
  @MethodSource("own")
  void ownService_hasNoMoreRightsThanItNeeds(String name) {
    Map<String, Object> service = COMPOSE.services().get(name);
    assertThat(service)
        .containsEntry("read_only", true)
        .containsEntry("cap_drop", List.of("ALL"))
        .containsEntry("security_opt", List.of("no-new-privileges:true"))
        .doesNotContainKeys("privileged", "user", "network_mode", "pid");
  }

  @Test
  void everyLastingService_hasAMemoryLimit() {
    COMPOSE
        .services()
        .forEach(
            (name, service) -> {
              if (!name.equals("registry-folder")) {
                assertThat(service).as(name).containsKey("mem_limit");
              }
            });
  }

  @Test
  void everyPort_isOpenedOnTheAddressThatIsAskedForItAlone() {
    COMPOSE
        .services()
        .forEach(
            (name, service) -> {
              Object ports = service.getOrDefault("ports", List.of());
              assertThat((List<?>) ports)
                  .as("ports of %s", name)
                  .allSatisfy(
                      port ->
                          assertThat((String) port)
                              .matches(
                                  "\\$\\{%s_BIND:-127\\.0\\.0\\.1}:\\$\\{.*}:\\d+"
                                      .formatted(name.toUpperCase(Locale.ROOT))));
            });
  }

  @Test
  void everyImage_isNamedByATag() throws IOException {
    for (ComposeFile file : ComposeFile.all()) {
      file.services()
          .forEach(
              (name, service) -> {
                if (service.containsKey("image")) {
                  assertThat((String) service.get("image"))
                      .as("image of %s in %s", name, file.name())
                      .matches("[a-z/-]+:(\\$\\{[A-Z_]+:-)?v?[0-9][0-9.]*}?(-gpu|-jre)?");
                }
              });
    }
  }

  @Test
  void servicesThatLast_haveTimeToEnd_andAreAskedWhetherTheyAreReady() {
    for (String name : List.of("producer", "trainer", "sampler", "evaluator")) {
      assertThat(COMPOSE.services().get(name))
          .containsEntry("stop_grace_period", "30s")
          .containsKey("healthcheck");
    }
  }

  /** What all the world knows is no password. */
  @Test
  void noPassword_isOneThatEverybodyKnows() throws IOException {
    for (ComposeFile file : ComposeFile.all()) {
      for (String name : file.services().keySet()) {
        assertThat(file.environment(name))
            .as("%s in %s", name, file.name())
            .allSatisfy(
                (variable, value) -> {
                  if (variable.contains("PASSWORD") && value != null) {
                    assertThat((String) value).matches("\\$\\{[A-Z_]+:-}");
                  }
                });
      }
    }
  }
}
