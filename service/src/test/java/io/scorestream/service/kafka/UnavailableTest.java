package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnavailableTest {

  static Stream<KafkaException> refusals() {
    return Stream.of(
        new TopicAuthorizationException(Set.of("t.runs.v1")),
        new SaslAuthenticationException("no such user"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void kafka_thatRefuses_isNotCalledSilent(KafkaException refusal) {
    ScorestreamException told = Unavailable.kafka("h:1", new ExecutionException(refusal));
    assertThat(told.reason()).isEqualTo(Reason.REFUSED);
    assertThat(told).hasMessageContaining("h:1 refuses this: " + refusal.getMessage());
  }

  @Test
  void kafka_thatDoesNotAnswer_isUnavailable() {
    ScorestreamException told = Unavailable.kafka("h:1", new TimeoutException("30 s"));
    assertThat(told.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(told).hasMessage("Kafka at h:1 does not answer");
  }

  @Test
  void why_aClientThatFailedBefore_saysWhatItFailedOf() {
    KafkaException later =
        new KafkaException(
            "Cannot execute transactional method because we are in an error state",
            new KafkaException(new TimeoutException("no answer in 10 s")));
    assertThat(Unavailable.why(later)).isEqualTo("no answer in 10 s");
    assertThat(Unavailable.why(new TimeoutException("30 s"))).isEqualTo("30 s");
    assertThat(Unavailable.why(new KafkaException((Throwable) null))).isEqualTo("KafkaException");
  }
}
