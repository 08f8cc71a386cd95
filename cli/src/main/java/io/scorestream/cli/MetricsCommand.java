package io.scorestream.cli;

import io.scorestream.cli.export.MetricsExport;
import io.scorestream.control.watch.EventWatch;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.ForecastLine;
import io.scorestream.report.MetricLine;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.Connectivity;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.topics.Topic;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the metric topics. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "Prints and writes the metrics that trainers and evaluators emit.")
final class MetricsCommand {

  private static final SettingGroup DECLARED = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Optional<String>> RUN =
      DECLARED.add(
          Setting.of("run", SettingType.TEXT)
              .importance(Importance.HIGH)
              .optional("Only this run's."));

  private static final Setting<Boolean> FOLLOW =
      DECLARED.add(
          Setting.of("follow", SettingType.BOOLEAN)
              .otherwise(true, "Whether to go on as metrics come, or to end with what is there."));

  private MetricsCommand() {}

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine metrics = new CommandLine(new MetricsCommand());
    metrics.addSubcommand(
        SettingsCommand.of(
            environment,
            "tail",
            "Prints metrics and forecasts as JSON, one a line, from the topics' start, and goes on"
                + " as they come.",
            DECLARED,
            MetricsCommand::tail));
    metrics.addSubcommand(MetricsExport.commandLine(environment));
    return metrics;
  }

  private static int tail(Settings settings, CommandLine line) {
    KafkaClients clients = new KafkaClients(ConnectionSettings.of(settings));
    Connectivity.check(clients);
    String run = settings.get(RUN).orElse(null);
    if (settings.get(FOLLOW)) {
      follow(clients, run, line.getOut());
    } else {
      clients.topics().metrics().forEach(topic -> printAll(clients, topic, run, line.getOut()));
      printForecasts(clients, run, line.getOut());
    }
    return 0;
  }

  private static void printAll(
      KafkaClients clients, Topic topic, @Nullable String run, PrintWriter out) {
    EventReader<Metric> reader = new EventReader<>(clients.connection(), topic, Metric.class);
    TopicScan.all(
        clients,
        topic,
        record -> {
          Metric metric = reader.read(record);
          if (metric != null) {
            print(new MetricLine(record.topic(), metric), run, out);
          }
        });
  }

  private static void printForecasts(KafkaClients clients, @Nullable String run, PrintWriter out) {
    Topic topic = clients.topics().forecasts();
    EventReader<Forecast> reader = new EventReader<>(clients.connection(), topic, Forecast.class);
    TopicScan.all(
        clients,
        topic,
        record -> {
          Forecast forecast = reader.read(record);
          if (forecast != null) {
            print(new ForecastLine(record.topic(), forecast), run, out);
          }
        });
  }

  /** Goes on until the process is ended, or nobody reads what it prints. */
  private static void follow(KafkaClients clients, @Nullable String run, PrintWriter out) {
    try (EventWatch watch = new EventWatch(clients, new Printer(run, out))) {
      while (!Thread.currentThread().isInterrupted() && !out.checkError()) {
        watch.poll();
      }
    }
  }

  private static void print(MetricLine line, @Nullable String run, PrintWriter out) {
    if (run == null || run.equals(line.metric().getRun())) {
      out.println(line.json());
      out.flush();
    }
  }

  private static void print(ForecastLine line, @Nullable String run, PrintWriter out) {
    if (run == null || run.equals(line.forecast().getRun())) {
      out.println(line.json());
      out.flush();
    }
  }

  private record Printer(@Nullable String run, PrintWriter out) implements EventWatch.Listener {

    @Override
    public void metric(String topic, Metric metric) {
      print(new MetricLine(topic, metric), run, out);
    }

    @Override
    public void forecast(String topic, Forecast forecast) {
      print(new ForecastLine(topic, forecast), run, out);
    }

    @Override
    public void activity(ServiceActivity activity) {
      // Activity is for people who watch a screen, not for those who read metrics.
    }
  }
}
