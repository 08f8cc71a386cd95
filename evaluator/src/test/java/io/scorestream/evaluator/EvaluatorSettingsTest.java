package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.evaluator.records.BadRecords;
import io.scorestream.evaluator.records.OnBadRecord;
import io.scorestream.model.DevicePreference;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.SettingsLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorSettingsTest {

  @Test
  void defaults() {
    EvaluatorSettings settings = settings(Map.of());
    assertThat(settings.stateDirectory()).endsWithRaw(Path.of("scorestream", "evaluator"));
    assertThat(settings.threads()).isEqualTo(1);
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.evaluationTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.distanceBudget()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.device()).isEqualTo(DevicePreference.AUTO);
    assertThat(settings.onBadRecord()).isEqualTo(OnBadRecord.FAIL);
    assertThat(settings.instance()).endsWith("-" + ProcessHandle.current().pid());
  }

  @Test
  void everySetting_isRead() {
    EvaluatorSettings settings =
        settings(
            Map.of(
                "state.dir", "/data/state",
                "threads", "3",
                "commit.interval.ms", "100",
                "evaluation.timeout.ms", "60000",
                "distances.budget.ms", "700",
                "device", "CPU",
                "on.bad.record", "skip",
                "instance", "one",
                "bootstrap.servers", "b:1",
                "topic.prefix", "p"));
    assertThat(settings.stateDirectory()).isEqualTo(Path.of("/data/state"));
    assertThat(settings.threads()).isEqualTo(3);
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.evaluationTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.distanceBudget()).isEqualTo(Duration.ofMillis(700));
    assertThat(settings.device()).isEqualTo(DevicePreference.CPU);
    assertThat(settings.onBadRecord()).isEqualTo(OnBadRecord.SKIP);
    assertThat(settings.instance()).isEqualTo("one");
    assertThat(settings.connection().bootstrapServers()).isEqualTo("b:1");
    assertThat(StreamsProperties.applicationId(settings.connection().topics()))
        .isEqualTo("p-evaluator");
  }

  @Test
  void mistakes_areNamedAllAtOnce() {
    assertThatThrownBy(
            () -> settings(Map.of("device", "tpu", "threads", "0", "on.bad.record", "maybe")))
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("device")
        .hasMessageContaining("threads")
        .hasMessageContaining("on.bad.record");
  }

  @Test
  void transactions_liveAsLongAsAnEvaluationMay() {
    EvaluatorSettings settings = settings(Map.of("evaluation.timeout.ms", "60000"));
    BadRecords badRecords =
        new BadRecords(new KafkaClients(settings.connection()), settings.onBadRecord());
    assertThat(StreamsProperties.of(settings, 3, badRecords))
        .containsEntry("producer.transaction.timeout.ms", 60_000)
        .containsEntry("main.consumer.max.poll.interval.ms", 60_000)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("replication.factor", 3)
        .containsEntry("topic.min.insync.replicas", "2");
  }

  private static EvaluatorSettings settings(Map<String, String> values) {
    return EvaluatorSettings.of(
        new SettingsLoader(EvaluatorSettings.DEFINITION).values(values).load());
  }
}
