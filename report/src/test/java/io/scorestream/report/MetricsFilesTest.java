package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.MetricName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFilesTest {

  private static final MetricLine METRIC =
      new MetricLine("t", Fixtures.whole(MetricName.SLICED_W2, 256, 0.5));

  @TempDir private Path folder;

  @Test
  void append_beforeClose_isInBothFiles() throws IOException {
    Path report = folder.resolve("a/report");
    try (MetricsFiles files = new MetricsFiles(report)) {
      files.append(METRIC);

      assertThat(Files.readAllLines(report.resolve("metrics.jsonl")))
          .containsExactly(METRIC.json());
      assertThat(Files.readAllLines(report.resolve("metrics.csv")))
          .containsExactly(MetricLine.CSV_HEADER, METRIC.csv());
    }
  }

  @Test
  void newFiles_inAReportThatHasSome_startEmpty() throws IOException {
    try (MetricsFiles files = new MetricsFiles(folder)) {
      files.append(METRIC);
      files.append(METRIC);
    }
    try (MetricsFiles files = new MetricsFiles(folder)) {
      files.append(METRIC);
    }

    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).containsExactly(METRIC.json());
    assertThat(Files.readAllLines(folder.resolve("metrics.csv"))).hasSize(2);
  }

  @Test
  void newFiles_whereAFileIsInTheWay_saysWhichAndTheOption() throws IOException {
    Path file = Files.createFile(folder.resolve("occupied"));

    assertThatThrownBy(() -> new MetricsFiles(file.resolve("report")))
        .isInstanceOfSatisfying(
            ScorestreamException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.CANNOT_WRITE);
              assertThat(failure).hasMessageContaining(file.resolve("report").toString());
              assertThat(failure.remedy()).contains("--report");
            });
  }
}
