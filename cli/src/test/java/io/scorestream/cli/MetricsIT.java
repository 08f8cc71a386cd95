package io.scorestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.control.watch.EventWatch;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.Evidence;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.ServiceActivity;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** Whoever reads metrics meets tombstones, which retention or a person may have put there. */
@ExtendWith(RunningStack.class)
class MetricsIT {

  private static final Metric METRIC =
      Metric.newBuilder()
          .setRun("r")
          .setMilestone(256)
          .setMetric("sliced_w2")
          .setValue(0.5)
          .setN(10)
          .setEvidence(Evidence.EMPIRICAL)
          .build();

  private static EmbeddedStack stack;
  private static KafkaClients clients;

  @BeforeAll
  static void start(EmbeddedStack running) throws Exception {
    stack = running;
    clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue("tombs"),
                Map.of()));
    assertThat(cli("topics", "apply").exitCode()).isZero();
    send(clients.topics().wassersteinMetrics(), null);
    send(clients.topics().forecasts(), null);
    send(clients.topics().wassersteinMetrics(), METRIC);
  }

  @Test
  void tombstones_areNoLines() {
    assertThat(cli("metrics", "tail", "--follow=false").out().lines())
        .singleElement()
        .asString()
        .contains("\"metric\":\"sliced_w2\"");
  }

  /** As in {@code metrics tail | head -1}. */
  @Test
  void tail_whoseReaderHasGone_endsQuietly() {
    StringWriter err = new StringWriter();
    CommandLine command =
        Scorestream.commandLine(Map.of())
            .setOut(
                new PrintWriter(
                    new FilterWriter(Writer.nullWriter()) {
                      @Override
                      public void write(String text, int from, int length) throws IOException {
                        throw new IOException("Broken pipe");
                      }
                    },
                    true))
            .setErr(new PrintWriter(err, true));
    assertThat(command.execute(connected("metrics", "tail"))).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tombstones_areNotHandedToWhoeverWatches() {
    List<SpecificRecord> seen = new ArrayList<>();
    EventWatch.Listener listener =
        new EventWatch.Listener() {
          @Override
          public void metric(String topic, Metric metric) {
            seen.add(metric);
          }

          @Override
          public void forecast(String topic, Forecast forecast) {
            seen.add(forecast);
          }

          @Override
          public void activity(ServiceActivity activity) {
            seen.add(activity);
          }
        };
    try (EventWatch watch = new EventWatch(clients, listener)) {
      while (seen.isEmpty()) {
        watch.poll();
      }
    }
    assertThat(seen).containsExactly(METRIC);
  }

  private static void send(Topic topic, @Nullable SpecificRecord event) throws Exception {
    try (Producer<String, SpecificRecord> producer = clients.producer("metrics-it")) {
      producer.send(new ProducerRecord<>(topic.name(), 0, "r", event)).get();
    }
  }

  private static Invocation cli(String... words) {
    return Invocation.of(connected(words));
  }

  private static String[] connected(String... words) {
    return Stream.concat(
            Arrays.stream(words),
            Stream.of(
                "--topic-prefix=tombs",
                "--bootstrap-servers=" + stack.bootstrapServers(),
                "--registry-url=" + stack.registryUrl()))
        .toArray(String[]::new);
  }
}
