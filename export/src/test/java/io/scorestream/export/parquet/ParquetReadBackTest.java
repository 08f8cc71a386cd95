package io.scorestream.export.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.export.metrics.MetricTable;
import io.scorestream.export.table.SampleColumn;
import io.scorestream.export.table.SampleTable;
import io.scorestream.export.table.TableFormat;
import io.scorestream.export.table.TableWriter;
import io.scorestream.rows.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write as Parquet is what Apache's own reader finds. */
class ParquetReadBackTest {

  /** So many of a thousand bytes take two row groups. */
  private static final int MANY = 40_000;

  @TempDir private Path folder;

  @Test
  void metrics_areReadAsTheyWereWritten_withWhatIsMissing() throws IOException {
    Path file = folder.resolve("metrics.parquet");
    try (MetricTable table = new MetricTable(Files.newOutputStream(file))) {
      table.add(
          "robust",
          metric("robust_error", 0.25)
              .setTimestep(7)
              .setTime(0.5)
              .setDelta(0.05)
              .setLow(0.125)
              .setHigh(Double.POSITIVE_INFINITY)
              .build());
      table.add("wasserstein", metric("column_w1", Double.NaN).setColumn("café, 数据").build());
      table.add(
          "training",
          metric("loss", -1e-300).setShard(3).setVerdict(Verdict.DISTINGUISHABLE).build());
    }

    List<Map<String, Object>> rows = read(file);

    assertThat(rows).hasSize(3);
    assertThat(rows.get(0))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("topic", "robust"),
                Map.entry("run", "r"),
                Map.entry("milestone", 1L << 40),
                Map.entry("timestep", 7L),
                Map.entry("time", 0.5),
                Map.entry("metric", "robust_error"),
                Map.entry("delta", 0.05),
                Map.entry("value", 0.25),
                Map.entry("low", 0.125),
                Map.entry("high", Double.POSITIVE_INFINITY),
                Map.entry("n", 10L),
                Map.entry("evidence", "empirical")));
    assertThat(rows.get(1))
        .containsEntry("column", "café, 数据")
        .containsEntry("value", Double.NaN)
        .doesNotContainKeys("timestep", "delta", "low", "verdict", "shard");
    assertThat(rows.get(2)).containsEntry("shard", 3L).containsEntry("value", -1e-300);
    assertThat(rows.get(2).get("verdict")).isEqualTo("distinguishable");
  }

  @Test
  void metrics_ofTwoRowGroups_areAllThere() throws IOException {
    Path file = folder.resolve("many.parquet");
    try (MetricTable table = new MetricTable(Files.newOutputStream(file))) {
      for (int i = 0; i < MANY; i++) {
        Metric.Builder metric = metric("loss", i / 8.0).setColumn("x".repeat(1_000));
        table.add("training", i % 3 == 0 ? metric.setTimestep(i).build() : metric.build());
      }
    }

    List<Map<String, Object>> rows = read(file);

    assertThat(rows).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      assertThat(rows.get(i).get("value")).isEqualTo(i / 8.0);
      assertThat(rows.get(i).get("timestep")).isEqualTo(i % 3 == 0 ? (Long) (long) i : null);
    }
  }

  @Test
  void samples_areReadInTheWordsAndUnitsOfTheirColumns() throws IOException {
    SampleTable table =
        new SampleTable(
            List.of(
                new SampleColumn("height, cm", ColumnKind.CONTINUOUS, 0, 1, List.of()),
                new SampleColumn("seen", ColumnKind.INTEGER, 1_700_000_000, 1, List.of()),
                new SampleColumn("mass", ColumnKind.CONTINUOUS, 0, 1e-60, List.of()),
                new SampleColumn("colour", ColumnKind.CATEGORICAL, 0, 1, List.of("blue", "röd"))),
            null,
            2);
    Path file = folder.resolve("samples.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        TableWriter writer = TableFormat.PARQUET.open(table, out)) {
      writer.write(Rows.of(new float[] {0.1f, 1, 2.5f, 1, -3, 0, -1, 0}, 4));
    }

    assertThat(read(file))
        .extracting(row -> List.copyOf(row.values()))
        .containsExactly(
            List.of(0.1f, 1_700_000_001L, 2.5e-60, "röd"),
            List.of(-3f, 1_700_000_000L, -1e-60, "blue"));
  }

  private static Metric.Builder metric(String name, double value) {
    return Metric.newBuilder()
        .setRun("r")
        .setMilestone(1L << 40)
        .setMetric(name)
        .setValue(value)
        .setN(10)
        .setEvidence(Evidence.EMPIRICAL);
  }

  /** Rows by their columns' names, without those that have nothing. */
  private static List<Map<String, Object>> read(Path file) throws IOException {
    Hydrator<Map<String, Object>, Map<String, Object>> rows =
        new Hydrator<>() {
          @Override
          public Map<String, Object> start() {
            return new LinkedHashMap<>();
          }

          @Override
          public Map<String, Object> add(
              Map<String, Object> row, String column, @Nullable Object value) {
            if (value != null) {
              row.put(column, value);
            }
            return row;
          }

          @Override
          public Map<String, Object> finish(Map<String, Object> row) {
            return row;
          }
        };
    try (Stream<Map<String, Object>> read =
        ParquetReader.streamContent(file.toFile(), HydratorSupplier.constantly(rows))) {
      return new ArrayList<>(read.toList());
    }
  }
}
