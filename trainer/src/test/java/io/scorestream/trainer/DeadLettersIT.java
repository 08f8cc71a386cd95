package io.scorestream.trainer;

import static io.scorestream.trainer.OnEmbeddedStack.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.TopicCatalogue;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class DeadLettersIT {

  private static final int HUGE = 64 * 1024 * 1024;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  @Test
  void record_thatEachReplicaMeetsAtEachStart_isKeptOnce() {
    KafkaClients clients = clients("letters-once", Map.of());
    ConsumerRecord<String, byte[]> odd = record(clients, 7, "odd".getBytes(UTF_8));
    ConsumerRecord<String, byte[]> next = record(clients, 8, null);
    for (int start = 0; start < 3; start++) {
      refuse(clients, odd);
      refuse(clients, next);
    }

    assertThat(letters(clients))
        .extracting(ConsumerRecord::key)
        .containsExactly(odd.topic() + "/0/7", odd.topic() + "/0/8");
  }

  @Test
  void smallRecord_thatIsHugeWhenUnpacked_isCutAndHashed() throws Exception {
    KafkaClients clients =
        clients(
            "letters-huge",
            Map.of("compression.type", "zstd", "max.request.size", String.valueOf(2 * HUGE)));
    try (Producer<byte[], byte[]> writer = clients.rawProducer("writer")) {
      writer
          .send(new ProducerRecord<>(clients.topics().samples().name(), 0, null, new byte[HUGE]))
          .get();
    }
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    TopicScan.all(clients, clients.topics().samples(), found::add);

    refuse(clients("letters-huge", Map.of()), found.get(0));

    ConsumerRecord<String, byte[]> letter = letters(clients).get(0);
    assertThat(letter.value()).hasSize(TopicCatalogue.MAX_RECORD_BYTES / 2);
    assertThat(header(letter, "scorestream.length")).isEqualTo(String.valueOf(HUGE));
    assertThat(header(letter, "scorestream.sha256"))
        .isEqualTo(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[HUGE])));
  }

  @Test
  void record_thatAnOperatorNames_isKeptAndGoneOnWithout_whateverIsWrong() {
    KafkaClients clients = clients("letters-named", Map.of());
    ConsumerRecord<String, byte[]> odd = record(clients, 7, "odd".getBytes(UTF_8));
    String place = odd.topic() + "/0/7";
    ScorestreamException why =
        new ScorestreamException(Reason.CONFLICT, "no registry has its schema", "find one");
    try (BadRecords bad =
        new BadRecords(clients, "trainer", BadRecordPolicy.FAIL, new PassedOver(Set.of(place)))) {
      bad.refuse(odd, why);
      assertThatThrownBy(() -> bad.refuse(record(clients, 8, new byte[0]), why)).isSameAs(why);
    }

    assertThat(letters(clients)).extracting(ConsumerRecord::key).containsExactly(place);
  }

  @Test
  void recordOfATopicMadeAnew_isAnother() {
    KafkaClients clients = clients("letters-anew", Map.of());
    String topic = clients.topics().samples().name();
    refuse(clients, at(topic, 1000));
    refuse(clients, at(topic, 2000));

    assertThat(letters(clients)).hasSize(2);
  }

  private static ConsumerRecord<String, byte[]> at(String topic, long timestamp) {
    return new ConsumerRecord<>(
        topic,
        0,
        7,
        timestamp,
        TimestampType.LOG_APPEND_TIME,
        1,
        3,
        "r",
        "odd".getBytes(UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  private static void refuse(KafkaClients clients, ConsumerRecord<String, byte[]> record) {
    ScorestreamException why =
        new ScorestreamException(Reason.BAD_DATA, "it is odd", "ask its writer");
    try (BadRecords bad =
        new BadRecords(clients, "trainer", BadRecordPolicy.FAIL, PassedOver.NONE)) {
      assertThatThrownBy(() -> bad.refuse(record, why)).isSameAs(why);
      assertThatThrownBy(() -> bad.refuse(record, why)).isSameAs(why);
    }
  }

  private static ConsumerRecord<String, byte[]> record(
      KafkaClients clients, long offset, byte @Nullable [] value) {
    return new ConsumerRecord<>(clients.topics().samples().name(), 0, offset, "r", value);
  }

  private static List<ConsumerRecord<String, byte[]>> letters(KafkaClients clients) {
    List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
    TopicScan.all(clients, clients.topics().deadLetters(), letters::add);
    return letters;
  }

  private static KafkaClients clients(String prefix, Map<String, String> kafka) {
    KafkaClients clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(prefix),
                Map.copyOf(kafka)));
    new TopicAdministration(clients).apply(new NewTopics(1, NewTopics.CLUSTER_DEFAULT));
    return clients;
  }
}
