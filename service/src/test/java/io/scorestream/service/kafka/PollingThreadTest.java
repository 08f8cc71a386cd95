package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PollingThreadTest {

  private final MockConsumer<String, byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final List<Object> heard = new ArrayList<>();

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new TimeoutException("late"), "Kafka at h:1 does not answer"),
        Arguments.of(new AuthorizationException("not you"), "Kafka at h:1 refuses this: not you"),
        Arguments.of(
            new ScorestreamException(Reason.BAD_DATA, "line 7 is odd", "mend it"), "line 7 is odd"),
        Arguments.of(new IllegalStateException("odd"), "thread polls ended"),
        Arguments.of(new AssertionError("odd"), "thread polls ended"));
  }

  @Test
  void close_endsWhatPollsForEverAndClosesTheConsumer() {
    PollingThread thread =
        start(
            () -> {
              while (true) {
                consumer.poll(Duration.ofMillis(10));
              }
            });
    thread.close();
    assertThat(heard).containsExactly("ended");
    assertThat(consumer.closed()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_isSaidAsPeopleCanReadIt(Throwable failure, String message) {
    start(() -> sneak(failure)).close();
    assertThat(heard)
        .singleElement()
        .isInstanceOfSatisfying(
            RuntimeException.class, told -> assertThat(told).hasMessageContaining(message));
    assertThat(consumer.closed()).isTrue();
  }

  private PollingThread start(Runnable body) {
    return PollingThread.start(
        "polls", "h:1", consumer, body, () -> heard.add("ended"), heard::add);
  }

  private static void sneak(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
