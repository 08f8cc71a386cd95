package io.scorestream.deployment.docker;

import io.scorestream.events.Metric;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreWeights;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** What a pipeline left on its topics, as any reader of committed records sees it. */
final class TopicContents {

  private final KafkaClients clients;

  TopicContents(KafkaClients clients) {
    this.clients = clients;
  }

  /** How often each sequence number of the source is there, 0 to the largest. */
  List<Integer> samples() {
    TreeMap<Long, Integer> times = new TreeMap<>();
    for (SampleBatch batch : all(clients.topics().samples(), SampleBatch.class)) {
      for (int i = 0; i < batch.getCount(); i++) {
        times.merge(batch.getFirstSequence() + i, 1, Integer::sum);
      }
    }
    List<Integer> bySequence = new ArrayList<>();
    for (long sequence = 0; !times.isEmpty() && sequence <= times.lastKey(); sequence++) {
      bySequence.add(times.getOrDefault(sequence, 0));
    }
    return bySequence;
  }

  /** A run's networks by milestone, number and half, as hashes of their content; each once. */
  Map<String, List<String>> networks(String run) {
    Map<String, List<String>> networks = new TreeMap<>();
    for (ScoreWeights event : all(clients.topics().weights(), ScoreWeights.class)) {
      if (event.getRun().equals(run)) {
        networks
            .computeIfAbsent(
                event.getMilestone() + "/" + event.getNetwork() + "/" + event.getHalf(),
                key -> new ArrayList<>())
            .add(event.getContentHash());
      }
    }
    return networks;
  }

  /**
   * How often each metric of a run is there, by topic, milestone, timestep, shard, name and level.
   */
  Map<String, Integer> metrics(String run) {
    Map<String, Integer> times = new HashMap<>();
    for (Topic topic : clients.topics().metrics()) {
      for (Metric metric : all(topic, Metric.class)) {
        if (metric.getRun().equals(run)) {
          String key =
              "%s %s/%s/%s/%s %s %s"
                  .formatted(
                      topic.entity(),
                      metric.getMilestone(),
                      metric.getTimestep(),
                      metric.getShard(),
                      metric.getColumn(),
                      metric.getMetric(),
                      metric.getDelta());
          times.merge(key, 1, Integer::sum);
        }
      }
    }
    return times;
  }

  /** Whether what comes last of a milestone is there: of its generations, and of its networks. */
  boolean isMeasured(String run, long milestone) {
    return has(clients.topics().wassersteinMetrics(), MetricName.SLICED_W2, run, milestone)
        && has(clients.topics().robustErrorMetrics(), MetricName.PATH_ERROR, run, milestone);
  }

  private boolean has(Topic topic, MetricName name, String run, long milestone) {
    return all(topic, Metric.class).stream()
        .anyMatch(
            it ->
                it.getRun().equals(run)
                    && it.getMilestone() == milestone
                    && it.getMetric().equals(name.text()));
  }

  private <V extends SpecificRecord> List<V> all(Topic topic, Class<V> type) {
    EventReader<V> reader = new EventReader<>(clients.connection(), topic, type);
    List<V> events = new ArrayList<>();
    TopicScan.all(clients, topic, record -> events.add(reader.read(record)));
    return events;
  }
}
