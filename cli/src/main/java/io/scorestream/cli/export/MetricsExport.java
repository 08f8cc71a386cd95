package io.scorestream.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.control.watch.StoredMetrics;
import io.scorestream.events.Metric;
import io.scorestream.export.metrics.MetricTable;
import io.scorestream.report.MetricLine;
import io.scorestream.run.RunState;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import io.scorestream.steering.RunLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/** Gives out what was measured. */
public final class MetricsExport {

  private static final SettingGroup EXPORT = new SettingGroup(ConnectionSettings.DECLARED);
  private static final Setting<Optional<String>> RUN =
      EXPORT.add(Choices.oneRun("Only this run's; all that are not deleted without it."));
  private static final Setting<Optional<MetricFormat>> FORMAT =
      EXPORT.add(Choices.format(MetricFormat.class));
  private static final Setting<String> OUT =
      EXPORT.add(Choices.out("File; what is there is replaced. - for the standard output."));

  private MetricsExport() {}

  /** The command. */
  public static CommandLine commandLine(Map<String, String> environment) {
    return SettingsCommand.of(
        environment,
        "export",
        "Writes the metrics that there are now.",
        EXPORT,
        MetricsExport::export);
  }

  private static int export(Settings settings, CommandLine line) {
    Destination out = new Destination(settings.get(OUT));
    MetricFormat format = Choices.format(settings.get(FORMAT), out, MetricFormat.class);
    KafkaClients clients = new KafkaClients(ConnectionSettings.of(settings));
    RunLog log = new RunLog(clients);
    List<RunState> runs = settings.get(RUN).map(run -> List.of(log.find(run))).orElseGet(log::read);
    StoredMetrics stored = new StoredMetrics(clients, runs);
    switch (format) {
      case CSV ->
          out.text(
              line.getOut(),
              stream -> lines(stored, stream, MetricLine.CSV_HEADER + "\n", MetricLine::csv));
      case JSONL -> out.text(line.getOut(), stream -> lines(stored, stream, "", MetricLine::json));
      case PARQUET -> out.stream(stream -> table(stored, stream));
    }
    out.say(line, "metrics of " + settings.get(RUN).map(run -> "run " + run).orElse("all runs"));
    return 0;
  }

  /** Takes a metric and the topic that it came from. */
  @FunctionalInterface
  private interface MetricReader {
    void take(String topic, Metric metric) throws IOException;
  }

  private static void lines(
      StoredMetrics stored, OutputStream out, String header, Function<MetricLine, String> text)
      throws IOException {
    try (Writer writer = new OutputStreamWriter(out, UTF_8)) {
      writer.write(header);
      each(
          stored,
          (topic, metric) -> writer.write(text.apply(new MetricLine(topic, metric)) + "\n"));
    }
  }

  private static void table(StoredMetrics stored, OutputStream out) throws IOException {
    try (MetricTable table = new MetricTable(out)) {
      each(stored, table::add);
    }
  }

  private static void each(StoredMetrics stored, MetricReader reader) {
    stored.metrics(
        (topic, metric) -> {
          try {
            reader.take(topic, metric);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
