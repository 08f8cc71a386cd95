package io.scorestream.report;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The metrics of a report as {@code metrics.jsonl} and {@code metrics.csv}, each line on disk as
 * soon as it is appended. Owned by one thread.
 *
 * <p>Both files start empty: who resumes a run appends its metrics again from the topics' start, so
 * that none is there twice.
 */
public final class MetricsFiles implements AutoCloseable {

  private final Path folder;
  private final BufferedWriter jsonLines;
  private final BufferedWriter csv;

  /**
   * @param folder the report, made unless it is there
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE} when it cannot be written
   */
  public MetricsFiles(Path folder) {
    ReportFolder.create(folder);
    this.folder = folder;
    try {
      this.jsonLines = Files.newBufferedWriter(folder.resolve("metrics.jsonl"));
      this.csv = Files.newBufferedWriter(folder.resolve("metrics.csv"));
      line(csv, MetricLine.CSV_HEADER);
    } catch (IOException e) {
      throw ReportFolder.unwritable(folder, e);
    }
  }

  /**
   * Adds a metric to both files.
   *
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}; lines before this one are kept
   */
  public void append(MetricLine metric) {
    try {
      line(jsonLines, metric.json());
      line(csv, metric.csv());
    } catch (IOException e) {
      throw ReportFolder.unwritable(folder, e);
    }
  }

  @Override
  public void close() {
    try (jsonLines) {
      csv.close();
    } catch (IOException e) {
      throw ReportFolder.unwritable(folder, e);
    }
  }

  private static void line(BufferedWriter writer, String text) throws IOException {
    writer.write(text);
    writer.write('\n');
    writer.flush();
  }
}
