package io.scorestream.control.watch;

import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What was measured and forecast of runs, as it stands on the topics now. */
public final class StoredMetrics {

  private final KafkaClients clients;

  /** Incarnations by run: what earlier ones were measured at is of runs that are no more. */
  private final Map<String, Integer> incarnations;

  /**
   * @param runs whose metrics are looked at; those of deleted ones are not
   */
  public StoredMetrics(KafkaClients clients, Collection<RunState> runs) {
    this.clients = clients;
    this.incarnations =
        runs.stream()
            .filter(state -> !state.deleted())
            .collect(Collectors.toMap(state -> state.run().id(), RunState::incarnation));
  }

  /**
   * Hands on all metrics, topic by topic.
   *
   * @param reader takes the topic's name and the metric
   */
  public void metrics(BiConsumer<String, Metric> reader) {
    for (Topic topic : clients.topics().metrics()) {
      EventReader<Metric> events = new EventReader<>(clients.connection(), topic, Metric.class);
      TopicScan.all(
          clients,
          topic,
          record -> {
            Metric metric = events.read(record);
            if (metric != null && isLooked(metric.getRun(), metric.getIncarnation())) {
              reader.accept(record.topic(), metric);
            }
          });
    }
  }

  /**
   * Hands on all forecasts.
   *
   * @param reader takes the topic's name and the forecast
   */
  public void forecasts(BiConsumer<String, Forecast> reader) {
    Topic topic = clients.topics().forecasts();
    EventReader<Forecast> events = new EventReader<>(clients.connection(), topic, Forecast.class);
    TopicScan.all(
        clients,
        topic,
        record -> {
          Forecast forecast = events.read(record);
          if (forecast != null && isLooked(forecast.getRun(), forecast.getIncarnation())) {
            reader.accept(record.topic(), forecast);
          }
        });
  }

  private boolean isLooked(String run, int incarnation) {
    Integer wanted = incarnations.get(run);
    return wanted != null && wanted == incarnation;
  }
}
