package io.scorestream.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

  private static final ConfigDef DECLARED =
      ConnectionSettings.declare(new ConfigDef())
          .define(
              "batch.samples", Type.INT, 128, ConfigDef.Range.between(1, 4096), Importance.LOW, "")
          .define("rate", Type.DOUBLE, 0.0, ConfigDef.Range.atLeast(0), Importance.LOW, "")
          .define("until", Type.LONG, null, Importance.LOW, "");

  @TempDir private Path directory;

  @Test
  void load_givesDefaultsWhereNothingIsSaid() {
    Settings settings = new SettingsLoader(DECLARED).load();
    assertThat(settings.integer("batch.samples")).isEqualTo(128);
    assertThat(settings.optional("until", Long.class)).isNull();
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
    assertThat(settings.integer("batch.samples")).isEqualTo(3);
    assertThat(settings.real("rate")).isEqualTo(2);
    assertThat(settings.string("bootstrap.servers")).isEqualTo("file:1");
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
        .hasMessageContaining("topic prefix 'a b'");
  }

  @Test
  void environment_thatIsEmptyGivesNothing() {
    Settings settings =
        new SettingsLoader(DECLARED).environment(Map.of("SCORESTREAM_TOPIC_PREFIX", "")).load();
    assertThat(settings.string("topic.prefix")).isEqualTo("scorestream");
  }
}
