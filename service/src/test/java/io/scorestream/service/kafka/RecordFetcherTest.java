package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.DriftState;
import io.scorestream.events.RecordOffset;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordFetcherTest {

  private static final ConnectionSettings CONNECTION =
      new ConnectionSettings("h:1", "mock://fetcher", new TopicCatalogue("t"), Map.of());
  private static final Topic TOPIC = CONNECTION.topics().drift();

  /** As Kafka would answer, in one partition whose log begins at 10. */
  private static final class Log extends MockConsumer<String, byte[]> {
    private final List<ConsumerRecord<String, byte[]>> records;
    private int fetches;

    Log(List<ConsumerRecord<String, byte[]>> records) {
      super("none");
      this.records = records;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      fetches++;
      updateBeginningOffsets(Map.of(partition, 10L));
      updateEndOffsets(Map.of(partition, 100L));
      records.forEach(this::addRecord);
    }
  }

  private final Log log =
      new Log(List.of(record(20, "r/0", 1), record(21, "r/1", 2), record(30, "r/0", 3)));
  private final RecordFetcher<DriftState> fetcher =
      new RecordFetcher<>(CONNECTION, log, TOPIC, DriftState.class);

  @AfterEach
  void close() {
    fetcher.close();
  }

  @Test
  void record_isFoundAtItsPlace() {
    assertThat(fetcher.fetch("r/1", at(21))).isEqualTo(new Fetched.Found<>(drift(2)));
  }

  @Test
  void neighbours_costOneFetch() {
    assertThat(fetcher.fetch("r/0", at(20))).isEqualTo(new Fetched.Found<>(drift(1)));
    assertThat(fetcher.fetch("r/1", at(21))).isEqualTo(new Fetched.Found<>(drift(2)));
    assertThat(fetcher.fetch("r/0", at(30))).isEqualTo(new Fetched.Found<>(drift(3)));
    assertThat(log.fetches).isEqualTo(1);
    assertThat(fetcher.fetch("r/0", at(20))).isEqualTo(new Fetched.Found<>(drift(1)));
  }

  @Test
  void several_areReadInTheOrderInWhichTheyLie() {
    Map<String, RecordOffset> places = new LinkedHashMap<>();
    places.put("r/1", at(21));
    places.put("r/0", at(20));

    assertThat(fetcher.fetchAll(places))
        .containsExactly(
            Map.entry("r/1", new Fetched.Found<>(drift(2))),
            Map.entry("r/0", new Fetched.Found<>(drift(1))));
    assertThat(log.fetches).isEqualTo(1);
  }

  @Test
  void recordThatWasCompactedAway_isGone() {
    Fetched<DriftState> gone =
        new Fetched.Gone<>("record at topic t.drift.v1, partition 3, offset 25");
    assertThat(fetcher.fetch("r/0", at(25))).isEqualTo(gone);
    assertThat(fetcher.fetch("r/0", at(30))).isEqualTo(new Fetched.Found<>(drift(3)));
    assertThat(fetcher.fetch("r/0", at(25))).isEqualTo(gone);
  }

  @Test
  void recordBeforeTheLog_isGone() {
    assertThat(fetcher.fetch("r/0", at(5))).isInstanceOf(Fetched.Gone.class);
    assertThat(fetcher.fetch("r/1", at(21))).isEqualTo(new Fetched.Found<>(drift(2)));
  }

  @Test
  void tombstone_isGone() {
    Log deleted = new Log(List.of(new ConsumerRecord<>(TOPIC.name(), 3, 20, "r/0", null)));
    try (RecordFetcher<DriftState> at =
        new RecordFetcher<>(CONNECTION, deleted, TOPIC, DriftState.class)) {
      assertThat(at.fetch("r/0", at(20))).isInstanceOf(Fetched.Gone.class);
    }
  }

  @Test
  void recordOfAnotherKey_isBadData() {
    assertThatThrownBy(() -> fetcher.fetch("r/7", at(21)))
        .isInstanceOf(ScorestreamException.class)
        .hasMessage(
            "record at topic t.drift.v1, partition 3, offset 21 has key r/1, where r/7 was written")
        .extracting("reason")
        .isEqualTo(Reason.BAD_DATA);
  }

  private static RecordOffset at(long offset) {
    return new RecordOffset(3, offset);
  }

  private static ConsumerRecord<String, byte[]> record(long offset, String key, long milestone) {
    byte[] bytes =
        EventFormat.<DriftState>serializer(CONNECTION).serialize(TOPIC.name(), drift(milestone));
    return new ConsumerRecord<>(TOPIC.name(), 3, offset, key, bytes);
  }

  private static DriftState drift(long milestone) {
    return DriftState.newBuilder()
        .setRun("r")
        .setShard(0)
        .setFirstTimestep(1)
        .setLastTimestep(4)
        .setMilestone(milestone)
        .setSamples(0)
        .setScored(0)
        .setLossMeans(List.of())
        .setLossSquares(List.of())
        .setBlocks(0)
        .setBlockMean(0)
        .setBlockSquares(0)
        .setRise(0)
        .setFall(0)
        .setAlarms(0)
        .setEpoch(1)
        .setSpecHash("")
        .build();
  }
}
