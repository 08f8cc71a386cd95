package io.scorestream.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlSettingsTest {

  private static final SettingGroup DECLARED = new SettingGroup();
  private static final Setting<Optional<Double>> RATE =
      DECLARED.add(Setting.of("learning.rate", SettingType.DOUBLE).optional("Rate."));
  private static final Setting<Optional<List<String>>> WIDTHS =
      DECLARED.add(Setting.of("hidden.widths", SettingType.LIST).optional("Widths."));
  private static final Setting<Boolean> HALVES =
      DECLARED.add(Setting.of("halves", SettingType.BOOLEAN).otherwise(false, "Halves."));

  @TempDir private Path folder;

  @Test
  void names_haveDotsHyphensOrMapsWithinMaps() throws IOException {
    Settings settings =
        load(
            """
            # how it is trained
            learning: {rate: 0.25}
            hidden-widths: [128, 64]
            halves: true
            """);
    assertThat(settings.get(RATE)).contains(0.25);
    assertThat(settings.get(WIDTHS)).contains(List.of("128", "64"));
    assertThat(settings.get(HALVES)).isTrue();
    assertThat(load("").get(HALVES)).isFalse();
  }

  @Test
  void commandLine_standsAboveTheFile() throws IOException {
    Path file = file("learning.rate: many");
    SettingsLoader loader = new SettingsLoader(DECLARED).file(file);
    assertThat(loader.values(Map.of("learning.rate", "2")).load().get(RATE)).contains(2.0);
  }

  @Test
  void mistakes_areNamedWithLineAndColumn_allAtOnce() {
    assertThatThrownBy(() -> load("halves: true\nlearning.rat: 1\nlearning.rate:   many\n"))
        .hasMessageContaining("there is no setting 'learning.rat'; did you mean 'learning.rate'?")
        .hasMessageContaining("spec.yaml, line 2, column 15")
        .hasMessageContaining("learning.rate is 'many', but must be a number")
        .hasMessageContaining("spec.yaml, line 3, column 18");
  }

  @Test
  void textThatIsNoYaml_isNamedWithLineAndColumn() {
    assertThatThrownBy(() -> load("halves: true\nlearning.rate: [1\n"))
        .hasMessageContaining("spec.yaml, line 3, column 1: ");
    assertThatThrownBy(() -> load("only words"))
        .hasMessageContaining("spec.yaml, line 1, column 1: there are no settings");
    assertThatThrownBy(() -> load("halves: true\nhalves: false\n"))
        .hasMessageContaining("spec.yaml, line 2, column 9: halves is set twice");
  }

  private Settings load(String yaml) throws IOException {
    return new SettingsLoader(DECLARED).file(file(yaml)).load();
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("spec.yaml"), yaml);
  }
}
