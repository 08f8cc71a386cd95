package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.evaluator.tracking.MlflowServer;
import io.scorestream.model.DevicePreference;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.SettingsLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluatorSettingsTest {

  @Test
  void defaults() {
    EvaluatorSettings settings = settings(Map.of());
    assertThat(settings.stateDirectory()).endsWithRaw(Path.of("scorestream", "evaluator"));
    assertThat(settings.threads()).isEqualTo(1);
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.distanceBudget()).isEqualTo(Duration.ofSeconds(12));
    assertThat(settings.device()).isEqualTo(DevicePreference.AUTO);
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.FAIL);
    assertThat(settings.advertised()).isEmpty();
    assertThat(settings.mlflow()).isEmpty();
  }

  @Test
  void everySetting_isRead() {
    Map<String, String> values = new HashMap<>();
    values.put("pass.over", "t/0/7");
    values.putAll(
        Map.of(
            "state.dir", "/data/state",
            "threads", "3",
            "commit.interval", "100 ms",
            "distances.budget", "700 ms",
            "device", "CPU",
            "on.bad.record", "skip",
            "http.advertised", "here:80",
            "mlflow.url", "https://mlflow.example/lab",
            "mlflow.username", "me",
            "mlflow.password", "secret"));
    assertThat(EvaluatorSettings.DECLARED.besides(ProcessSettings.DECLARED).names())
        .containsAll(values.keySet())
        .hasSize(values.size() + 1)
        .contains("mlflow.token");
    EvaluatorSettings settings = settings(values);
    assertThat(settings.stateDirectory()).isEqualTo(Path.of("/data/state"));
    assertThat(settings.threads()).isEqualTo(3);
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.distanceBudget()).isEqualTo(Duration.ofMillis(700));
    assertThat(settings.device()).isEqualTo(DevicePreference.CPU);
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.SKIP);
    assertThat(settings.passedOver()).isEqualTo(new PassedOver(Set.of("t/0/7")));
    assertThat(settings.advertised()).contains("here:80");
    assertThat(settings.mlflow())
        .contains(
            new MlflowServer("https://mlflow.example/lab", Optional.of("Basic bWU6c2VjcmV0")));
    assertThat(settings.toString()).contains("mlflow.example").doesNotContain("bWU6");
  }

  @Test
  void anMlflowServer_isToldWhoWeAreInOneWay() {
    Map<String, String> token = Map.of("mlflow.url", "http://m", "mlflow.token", "abc");
    assertThat(settings(token).mlflow().orElseThrow().authorization()).contains("Bearer abc");
    assertThatThrownBy(() -> settings(Map.of("mlflow.url", "http://m", "mlflow.username", "me")))
        .hasMessageContaining("only one of mlflow.username and mlflow.password");
    assertThatThrownBy(() -> settings(Map.of("mlflow.token", "abc")))
        .hasMessageContaining("no MLflow server")
        .hasMessageNotContaining("abc");
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
  void transactions_areShort_butLongerThanTheTimeBetweenCommits() {
    assertThat(streams(Map.of()))
        .containsEntry("producer.transaction.timeout.ms", 10_000)
        .containsEntry("num.stream.threads", 1)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("replication.factor", 3)
        .containsEntry("topic.min.insync.replicas", "2")
        .doesNotContainKey("main.consumer.max.poll.interval.ms");
    assertThat(streams(Map.of("commit.interval", "20 s")))
        .containsEntry("producer.transaction.timeout.ms", 40_000);
  }

  private static Properties streams(Map<String, String> values) {
    EvaluatorSettings settings = settings(values);
    return StreamsProperties.of(
        settings,
        3,
        new BadRecords(
            new KafkaClients(settings.process().connection()),
            "evaluator",
            settings.onBadRecord(),
            PassedOver.NONE));
  }

  @Test
  void whatTheUserSaysOfKafka_replacesDefaults_howeverItIsPrefixed() {
    EvaluatorSettings settings =
        settings(
            Map.of(
                "kafka.max.poll.records", "3",
                "kafka.consumer.session.timeout.ms", "30000",
                "kafka.producer.transaction.timeout.ms", "7000",
                "kafka.replication.factor", "2"));
    BadRecords badRecords =
        new BadRecords(
            new KafkaClients(settings.process().connection()),
            "evaluator",
            settings.onBadRecord(),
            PassedOver.NONE);
    assertThat(StreamsProperties.of(settings, 3, badRecords))
        .containsEntry("max.poll.records", "3")
        .containsEntry("consumer.session.timeout.ms", "30000")
        .containsEntry("producer.transaction.timeout.ms", "7000")
        .containsEntry("replication.factor", "2")
        .doesNotContainKeys("main.consumer.max.poll.records", "main.consumer.session.timeout.ms");
  }

  private static EvaluatorSettings settings(Map<String, String> values) {
    return EvaluatorSettings.of(
        new SettingsLoader(EvaluatorSettings.DECLARED).values(values).load());
  }
}
