package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.ingest.choice.Header;
import io.scorestream.ingest.choice.Kinds;
import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.choice.Outliers;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  }

  @Test
  void everySetting_isRead() {
    Map<String, String> values = new HashMap<>();
    values.put("data", "a.csv");
    values.put("columns", "1,2");
    values.put("header", "no");
    values.put("kinds", "2=integer");
    values.put("missing", "drop");
    values.put("outliers", "keep");
    values.put("image", "1x2");
    values.put("source.id", "s");
    values.put("rate", "2.5");
    values.put("limit", "9");
    values.put("stay", "true");
    values.put("follow", "true");
    values.put("batch.samples", "64");
    values.put("seed", "-4");
    ProducerSettings settings = settings(values);
    assertThat(settings.data()).contains(Path.of("a.csv"));
    assertThat(settings.table())
        .isEqualTo(
            new TableChoice(
                "1,2",
                Header.NO,
                new Kinds(List.of(new Kinds.Given("2", ColumnKind.INTEGER))),
                MissingCells.DROP,
                Outliers.KEEP,
                Optional.of(new ImageShape(1, 2, 1, 0))));
    assertThat(settings.sourceId()).isEqualTo("s");
    assertThat(settings.rate()).isEqualTo(2.5);
    assertThat(settings.limit()).isEqualTo(9);
    assertThat(settings.stay()).isTrue();
    assertThat(settings.follow()).isTrue();
    assertThat(settings.batchSamples()).isEqualTo(64);
    assertThat(settings.seed()).isEqualTo(-4);

    values.put("from.topic", "orders");
    values.put("from.format", "json");
    values.put("law", "Ring");
    assertThat(values)
        .containsOnlyKeys(ProducerSettings.DECLARED.besides(ProcessSettings.DECLARED).names());
    values
        .keySet()
        .removeAll(
            Set.of(
                "data",
                "columns",
                "header",
                "kinds",
                "missing",
                "outliers",
                "image",
                "follow",
                "from.topic"));
    assertThat(settings(values).law()).contains("ring");
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
        .hasMessageContaining("columns given, but no file");
  }

  @Test
  void of_followWithoutAFile_isRefused() {
    assertThatThrownBy(() -> settings(Map.of("law", "ring", "follow", "true")))
        .hasMessageContaining("follow is given, but no file");
    assertThatThrownBy(() -> settings(Map.of("from.topic", "orders", "follow", "true")))
        .hasMessageContaining("follow is given, but no file");
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
        .hasMessageContaining("law is 'mixtre', but must be one of")
        .hasMessageContaining("did you mean 'mixture'?")
        .hasMessageContaining("gaussian, mixture, mixture-1d, ring, two-modes")
        .hasMessageContaining("did you mean 'limit'?");
  }

  private static ProducerSettings settings(Map<String, String> values) {
    return ProducerSettings.of(new SettingsLoader(ProducerSettings.DECLARED).values(values).load());
  }
}
