package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {

  @Test
  void of_lawAlone_hasDefaults() {
    ProducerSettings settings = settings(Map.of("law", "ring"));

    assertThat(settings.sourceId()).isEqualTo("ring-1");
    assertThat(settings.seed()).isEqualTo(1);
    assertThat(settings.rate()).isZero();
    assertThat(settings.batchSamples()).isEqualTo(128);
    assertThat(settings.limit()).isZero();
    assertThat(settings.stay()).isFalse();
    assertThat(settings.instance()).endsWith("-" + ProcessHandle.current().pid());
  }

  @Test
  void of_everySetting_isTaken() {
    ProducerSettings settings =
        settings(
            Map.of(
                "data",
                "a.csv",
                "columns",
                "1,2",
                "source.id",
                "s",
                "rate",
                "2.5",
                "limit",
                "9",
                "stay",
                "true",
                "batch.samples",
                "64",
                "seed",
                "-4",
                "instance",
                "one"));

    assertThat(settings.data()).isEqualTo(Path.of("a.csv"));
    assertThat(settings.columns()).isEqualTo("1,2");
    assertThat(settings.sourceId()).isEqualTo("s");
    assertThat(settings.rate()).isEqualTo(2.5);
    assertThat(settings.limit()).isEqualTo(9);
    assertThat(settings.stay()).isTrue();
    assertThat(settings.batchSamples()).isEqualTo(64);
    assertThat(settings.seed()).isEqualTo(-4);
    assertThat(settings.instance()).isEqualTo("one");
  }

  @Test
  void of_fileAlone_isNamedAfterItWithoutExtensions() {
    assertThat(settings(Map.of("data", "/data/usps-train.csv.gz")).sourceId())
        .isEqualTo("usps-train");
  }

  @Test
  void of_columnsOfAFile_areASourceOfTheirOwn() {
    assertThat(settings(Map.of("data", "/data/My rows.csv", "columns", "2-4,7")).sourceId())
        .isEqualTo("my-rows-2-4-7");
  }

  @Test
  void of_fileWhoseNameIsNoId_asksForOne() {
    assertThatThrownBy(() -> settings(Map.of("data", ".csv")))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("''");
  }

  @Test
  void of_neitherLawNorData_isRefused() {
    assertThatThrownBy(() -> settings(Map.of())).hasMessageContaining("neither a law nor a file");
  }

  @Test
  void of_lawAndData_isRefused() {
    assertThatThrownBy(() -> settings(Map.of("law", "ring", "data", "a.csv")))
        .hasMessageContaining("both a law and a file");
  }

  @Test
  void of_lawWithColumns_isRefused() {
    assertThatThrownBy(() -> settings(Map.of("law", "ring", "columns", "1")))
        .hasMessageContaining("columns are given, but a law has none");
  }

  @Test
  void of_severalMistakes_namesAllOfThem() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "law",
                        "mixtre",
                        "rate",
                        "-1",
                        "batch.samples",
                        "5000",
                        "source.id",
                        "a/b",
                        "limt",
                        "9")))
        .hasMessageContaining("5 settings are wrong")
        .hasMessageContaining("there is no law 'mixtre'")
        .hasMessageContaining("did you mean 'mixture'?")
        .hasMessageContaining("gaussian, mixture, mixture-1d, ring, two-modes")
        .hasMessageContaining("did you mean 'limit'?");
  }

  private static ProducerSettings settings(Map<String, String> values) {
    return ProducerSettings.of(
        new SettingsLoader(ProducerSettings.DEFINITION).values(values).load());
  }
}
