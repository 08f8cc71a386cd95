package io.scorestream.export.metrics;

import io.scorestream.events.Metric;
import io.scorestream.export.parquet.ParquetColumn;
import io.scorestream.export.parquet.ParquetFile;
import io.scorestream.export.parquet.ParquetType;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as a Parquet file with the columns of {@code metrics.csv}. What a metric lacks is null;
 * numbers that are not finite stay as they are. Owned by one thread.
 */
public final class MetricTable implements Closeable {

  private final ParquetColumn topic = ParquetColumn.required("topic", ParquetType.TEXT);
  private final ParquetColumn run = ParquetColumn.required("run", ParquetType.TEXT);
  private final ParquetColumn milestone = ParquetColumn.required("milestone", ParquetType.INT64);
  private final ParquetColumn timestep = ParquetColumn.optional("timestep", ParquetType.INT64);
  private final ParquetColumn time = ParquetColumn.optional("time", ParquetType.DOUBLE);
  private final ParquetColumn shard = ParquetColumn.optional("shard", ParquetType.INT64);
  private final ParquetColumn column = ParquetColumn.optional("column", ParquetType.TEXT);
  private final ParquetColumn name = ParquetColumn.required("metric", ParquetType.TEXT);
  private final ParquetColumn delta = ParquetColumn.optional("delta", ParquetType.DOUBLE);
  private final ParquetColumn value = ParquetColumn.required("value", ParquetType.DOUBLE);
  private final ParquetColumn low = ParquetColumn.optional("low", ParquetType.DOUBLE);
  private final ParquetColumn high = ParquetColumn.optional("high", ParquetType.DOUBLE);
  private final ParquetColumn n = ParquetColumn.required("n", ParquetType.INT64);
  private final ParquetColumn evidence = ParquetColumn.required("evidence", ParquetType.TEXT);
  private final ParquetColumn epsilon = ParquetColumn.optional("epsilon", ParquetType.DOUBLE);
  private final ParquetColumn verdict = ParquetColumn.optional("verdict", ParquetType.TEXT);
  private final ParquetColumn leftOut = ParquetColumn.optional("left_out", ParquetType.TEXT);

  private final ParquetFile file;

  /**
   * Begins a file.
   *
   * @param out where it goes; closed with the file
   */
  public MetricTable(OutputStream out) throws IOException {
    this.file =
        new ParquetFile(
            out,
            List.of(
                topic, run, milestone, timestep, time, shard, column, name, delta, value, low, high,
                n, evidence, epsilon, verdict, leftOut));
  }

  /**
   * Adds a metric.
   *
   * @param from full name of the topic that it came from
   */
  public void add(String from, Metric metric) throws IOException {
    topic.add(from);
    run.add(metric.getRun());
    milestone.add(metric.getMilestone());
    whole(timestep, metric.getTimestep());
    number(time, metric.getTime());
    whole(shard, metric.getShard());
    text(column, metric.getColumn());
    name.add(metric.getMetric());
    number(delta, metric.getDelta());
    value.add(metric.getValue());
    number(low, metric.getLow());
    number(high, metric.getHigh());
    n.add(metric.getN());
    evidence.add(word(metric.getEvidence()));
    number(epsilon, metric.getEpsilon());
    text(verdict, metric.getVerdict() == null ? null : word(metric.getVerdict()));
    text(leftOut, metric.getLeftOut());
    file.endRow();
  }

  private static void whole(ParquetColumn to, @Nullable Integer number) {
    if (number == null) {
      to.addNone();
    } else {
      to.add(number.longValue());
    }
  }

  private static void number(ParquetColumn to, @Nullable Double number) {
    if (number == null) {
      to.addNone();
    } else {
      to.add(number.doubleValue());
    }
  }

  private static void text(ParquetColumn to, @Nullable String text) {
    if (text == null) {
      to.addNone();
    } else {
      to.add(text);
    }
  }

  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
