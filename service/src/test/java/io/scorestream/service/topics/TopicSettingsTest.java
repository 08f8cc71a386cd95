package io.scorestream.service.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.kafka.TopicLayout;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {

  private static final TopicCatalogue TOPICS = new TopicCatalogue("test");
  private static final String FOREVER = "-1";

  @Test
  void whatTheCatalogueAsksFor_doesNoHarm() {
    assertThat(TOPICS.all()).allSatisfy(topic -> assertThat(harms(topic, Map.of())).isEmpty());
  }

  @Test
  void keepingMoreThanAsked_doesNoHarm() {
    assertThat(harms(TOPICS.trainingMetrics(), Map.of("retention.ms", FOREVER))).isEmpty();
    assertThat(harms(TOPICS.weights(), Map.of("min.compaction.lag.ms", "999999999999"))).isEmpty();
    assertThat(harms(TOPICS.samples(), Map.of("max.message.bytes", "100000000"))).isEmpty();
    assertThat(harms(TOPICS.samples(), Map.of("message.timestamp.type", "CreateTime"))).isEmpty();
    assertThat(harms(TOPICS.runs(), Map.of("segment.bytes", "1048576"))).isEmpty();
  }

  @Test
  void keepingLessThanAsked_isNamedWithWhatIsLost() {
    assertThat(harms(TOPICS.samples(), Map.of("retention.ms", "604800000")))
        .containsExactly(
            "retention.ms is 604800000 instead of -1: records are deleted that should be kept");
    assertThat(harms(TOPICS.samples(), Map.of("retention.bytes", "1"))).hasSize(1);
    assertThat(harms(TOPICS.samples(), Map.of("max.message.bytes", "1048588")))
        .singleElement()
        .asString()
        .contains("33554432 bytes are refused");
    assertThat(harms(TOPICS.weights(), Map.of("min.compaction.lag.ms", "0"))).hasSize(1);
  }

  @Test
  void compactedAndDeleted_losesTheNewestOfKeyOnlyWhereRetentionEnds() {
    Map<String, String> both = Map.of("cleanup.policy", "compact,delete", "retention.ms", "1000");
    assertThat(harms(TOPICS.drift(), both))
        .singleElement()
        .asString()
        .contains("compact,delete instead of compact", "newest record of a key is deleted");
    assertThat(
            harms(
                TOPICS.drift(),
                Map.of(
                    "cleanup.policy", "delete, compact",
                    "retention.ms", FOREVER,
                    "retention.bytes", FOREVER)))
        .isEmpty();
  }

  @Test
  void compactionOfSamples_isRefused_sinceAllHaveOneKey() {
    assertThat(harms(TOPICS.samples(), Map.of("cleanup.policy", "compact")))
        .singleElement()
        .asString()
        .contains("only the newest record of each key is kept");
  }

  @Test
  void anyNumberOfPartitions_servesWideTopic_andOneServesSingle() {
    TopicLayout many = new TopicLayout(7, 1);
    assertThat(new TopicSettings(many, Map.of()).harms(bare(TOPICS.generations()))).isEmpty();
    assertThat(new TopicSettings(many, Map.of()).harms(bare(TOPICS.runs())))
        .containsExactly(
            "it has 7 partitions, and its records have one order only in a single one");
  }

  @Test
  void moreInSyncThanThereAreReplicas_isRefused() {
    assertThat(
            new TopicSettings(new TopicLayout(1, 1), Map.of("min.insync.replicas", "2"))
                .harms(bare(TOPICS.runs())))
        .containsExactly(
            "min.insync.replicas is 2, but partitions have 1 replicas: nothing can be written");
  }

  @Test
  void minInSyncReplicas_followTheReplicationFactor() {
    assertThat(List.of(1, 2, 3, 5)).map(NewTopics::minInSyncReplicas).containsExactly(1, 1, 2, 2);
  }

  private static List<String> harms(Topic topic, Map<String, String> other) {
    Map<String, String> values = new HashMap<>(topic.settings());
    values.putAll(other);
    return new TopicSettings(new TopicLayout(1, 1), values).harms(topic);
  }

  private static Topic bare(Topic topic) {
    return new Topic(
        topic.entity(), topic.name(), topic.key(), topic.valueType(), topic.spread(), Map.of());
  }
}
