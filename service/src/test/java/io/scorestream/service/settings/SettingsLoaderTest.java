package io.scorestream.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

  private static final SettingGroup DECLARED = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Integer> BATCH_SAMPLES =
      DECLARED.add(
          Setting.of("batch.samples", SettingType.INT)
              .where(Constraint.between(1, 4096))
              .otherwise(128, ""));

  private static final Setting<Double> RATE =
      DECLARED.add(
          Setting.of("rate", SettingType.DOUBLE).where(Constraint.atLeast(0.0)).otherwise(0.0, ""));

  private static final Setting<Optional<Long>> UNTIL =
      DECLARED.add(Setting.of("until", SettingType.LONG).optional(""));

  @TempDir private Path directory;

  @Test
  void load_givesDefaultsWhereNothingIsSaid() {
    Settings settings = new SettingsLoader(DECLARED).load();
    assertThat(settings.get(BATCH_SAMPLES)).isEqualTo(128);
    assertThat(settings.get(UNTIL)).isEmpty();
    assertThat(ConnectionSettings.of(settings).topics().runs().name())
        .isEqualTo("scorestream.runs.v1");
  }

  @Test
  void load_commandLineWinsOverEnvironmentOverFile() throws IOException {
    Path file = directory.resolve("s.properties");
    Files.writeString(file, "batch.samples=1\nrate=1\nbootstrap.servers=file:1\n");
    Settings settings =
        new SettingsLoader(DECLARED)
            .file(file)
            .environment(Map.of("SCORESTREAM_BATCH_SAMPLES", "2", "SCORESTREAM_RATE", "2"))
            .values(Map.of("batch.samples", "3"))
            .load();
    assertThat(settings.get(BATCH_SAMPLES)).isEqualTo(3);
    assertThat(settings.get(RATE)).isEqualTo(2);
    assertThat(ConnectionSettings.of(settings).bootstrapServers()).isEqualTo("file:1");
  }

  @Test
  void load_namesEveryMistakeAtOnce() {
    SettingsLoader loader =
        new SettingsLoader(DECLARED)
            .values(Map.of("batch.samples", "0", "rate", "fast", "batch.sample", "7"));
    assertThatThrownBy(loader::load)
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE))
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("batch.samples")
        .hasMessageContaining("fast")
        .hasMessageContaining("did you mean 'batch.samples'?");
  }

  @Test
  void load_namesTheFileOfAnUnknownSetting() throws IOException {
    Path file = Files.writeString(directory.resolve("s.properties"), "regystry.url=x\n");
    assertThatThrownBy(() -> new SettingsLoader(DECLARED).file(file).load())
        .hasMessageContaining("'regystry.url'; did you mean 'registry.url'?")
        .hasMessageContaining(file.toString());
  }

  @Test
  void file_thatIsMissingIsNamed() {
    Path missing = directory.resolve("missing.properties");
    assertThatThrownBy(() -> new SettingsLoader(DECLARED).file(missing))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_INPUT))
        .hasMessageContaining(missing.toString());
  }

  @Test
  void kafkaSettings_passThroughFromEverywhere() {
    Settings settings =
        new SettingsLoader(DECLARED)
            .environment(Map.of("SCORESTREAM_KAFKA_SECURITY_PROTOCOL", "SSL"))
            .values(Map.of("kafka.sasl.mechanism", "PLAIN"))
            .load();
    assertThat(settings.kafka())
        .containsOnly(Map.entry("security.protocol", "SSL"), Map.entry("sasl.mechanism", "PLAIN"));
  }

  @Test
  void prefix_thatNoTopicCouldHaveIsRefused() {
    assertThatThrownBy(
            () -> new SettingsLoader(DECLARED).values(Map.of("topic.prefix", "a b")).load())
        .hasMessageContaining("topic.prefix is 'a b', but must be letters, digits, hyphens");
  }

  @Test
  void environment_thatIsEmptyGivesNothing() {
    Settings settings =
        new SettingsLoader(DECLARED).environment(Map.of("SCORESTREAM_TOPIC_PREFIX", "")).load();
    assertThat(ConnectionSettings.of(settings).topics().prefix()).isEqualTo("scorestream");
  }

  @Test
  void requiredSetting_thatIsNotGivenIsNamedWithItsOption() {
    SettingGroup group = new SettingGroup();
    group.add(Setting.of("run", SettingType.TEXT).required("Run id."));
    assertThatThrownBy(() -> new SettingsLoader(group).load())
        .hasMessageContaining("run (--run) has to be given");
  }

  @Test
  void group_refusesANameThatItHas() {
    SettingGroup group = new SettingGroup(ConnectionSettings.DECLARED);
    Setting<String> twice = Setting.of("registry.url", SettingType.TEXT).required("");
    assertThatThrownBy(() -> group.add(twice)).hasMessageContaining("registry.url");
  }

  @Test
  void get_ofASettingOfAnotherGroupIsABug() {
    Settings settings = new SettingsLoader(ConnectionSettings.DECLARED).load();
    assertThatThrownBy(() -> settings.get(RATE)).hasMessageContaining("rate is not declared here");
  }

  @Test
  void secrets_areNeverPrinted() {
    Settings settings =
        new SettingsLoader(DECLARED)
            .values(
                Map.of(
                    "kafka.sasl.jaas.config", "password=\"hush\"",
                    "registry.url", "http://me:hush@registry:8081"))
            .load();
    ConnectionSettings connection = ConnectionSettings.of(settings);
    assertThat(settings + " " + connection)
        .contains("sasl.jaas.config", "http://registry:8081")
        .doesNotContain("hush");
    assertThat(Unavailable.registry(connection.registryUrl(), new IOException()))
        .hasMessageContaining("http://registry:8081")
        .hasMessageNotContaining("hush");
  }
}
