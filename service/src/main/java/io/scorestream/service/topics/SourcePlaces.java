package io.scorestream.service.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.events.SourceInfo;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Utils;

/** Which partition of the samples topic a source's samples lie in: all of them in one. */
public final class SourcePlaces {

  private SourcePlaces() {}

  /** The source's newest description; empty where nobody has published one. */
  public static Optional<SourceInfo> described(KafkaClients clients, String source) {
    Topic topic = clients.topics().sources();
    EventReader<SourceInfo> reader =
        new EventReader<>(clients.connection(), topic, SourceInfo.class);
    AtomicReference<SourceInfo> newest = new AtomicReference<>();
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (source.equals(record.key())) {
            newest.set(reader.read(record));
          }
        });
    return Optional.ofNullable(newest.get());
  }

  /** Where its samples lie: as it is described, or where they will where it is not. */
  public static int partition(KafkaClients clients, String source) {
    return described(clients, source)
        .map(SourceInfo::getPartition)
        .orElseGet(() -> initial(clients, source));
  }

  /** Where a source that nobody has described will begin. */
  public static int initial(KafkaClients clients, String source) {
    return initial(source, clients.partitions(clients.topics().samples()));
  }

  /**
   * Where a new source begins: where Kafka's own producers put records of that key, so that those
   * of other programs find it too. A pure function.
   *
   * @param partitions that the samples topic has, at least 1
   */
  public static int initial(String source, int partitions) {
    return Utils.toPositive(Utils.murmur2(source.getBytes(UTF_8))) % partitions;
  }
}
