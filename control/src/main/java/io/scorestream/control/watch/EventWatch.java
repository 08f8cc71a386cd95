package io.scorestream.control.watch;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.ServiceActivity;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topics of metrics and forecasts from their start and the activity topic from its end.
 * Owned by one thread.
 */
public final class EventWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  /** Takes what is read, on the thread that polls. */
  public interface Listener {

    /** A metric of any run. */
    void metric(String topic, Metric metric);

    /** A forecast of any run. */
    default void forecast(String topic, Forecast forecast) {
      // Those who watch a run's rows find the forecasts in its report.
    }

    /** What a service does now. */
    void activity(ServiceActivity activity);
  }

  private final Consumer<String, byte[]> consumer;
  private final Map<String, EventReader<Metric>> metrics = new HashMap<>();
  private final String forecastTopic;
  private final EventReader<Forecast> forecasts;
  private final String activityTopic;
  private final EventReader<ServiceActivity> activities;
  private final Listener listener;

  /**
   * @param clients the cluster; topics must exist
   */
  public EventWatch(KafkaClients clients, Listener listener) {
    this.listener = listener;
    Topic activity = clients.topics().activity();
    this.activityTopic = activity.name();
    this.activities = new EventReader<>(clients.connection(), activity, ServiceActivity.class);
    Topic forecast = clients.topics().forecasts();
    this.forecastTopic = forecast.name();
    this.forecasts = new EventReader<>(clients.connection(), forecast, Forecast.class);
    this.consumer = clients.lastingConsumer("watch");
    List<TopicPartition> measured = new ArrayList<>();
    for (Topic topic : clients.topics().metrics()) {
      metrics.put(topic.name(), new EventReader<>(clients.connection(), topic, Metric.class));
      measured.addAll(partitions(clients, topic));
    }
    measured.addAll(partitions(clients, forecast));
    List<TopicPartition> all = new ArrayList<>(measured);
    all.addAll(partitions(clients, activity));
    consumer.assign(all);
    consumer.seekToBeginning(measured);
    consumer.seekToEnd(partitions(clients, activity));
  }

  /** Hands on what has come, but no tombstones, and waits a moment where nothing has. */
  public void poll() {
    consumer.poll(POLL).forEach(this::handOn);
  }

  private void handOn(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(activityTopic)) {
      ServiceActivity activity = activities.read(record);
      if (activity != null) {
        listener.activity(activity);
      }
    } else if (record.topic().equals(forecastTopic)) {
      Forecast forecast = forecasts.read(record);
      if (forecast != null) {
        listener.forecast(record.topic(), forecast);
      }
    } else {
      Metric metric = requireNonNull(metrics.get(record.topic())).read(record);
      if (metric != null) {
        listener.metric(record.topic(), metric);
      }
    }
  }

  private static List<TopicPartition> partitions(KafkaClients clients, Topic topic) {
    return IntStream.range(0, clients.partitions(topic))
        .mapToObj(number -> new TopicPartition(topic.name(), number))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
