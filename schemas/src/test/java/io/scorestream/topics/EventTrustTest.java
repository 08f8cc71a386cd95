package io.scorestream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.scorestream.events.SampleBatch;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class EventTrustTest {

  @Test
  void establish_trustsEventsEvenWhenAvroWasInUseBefore() {
    assertThat(ClassSecurityValidator.getGlobal()).as("Avro has read what it trusts").isNotNull();
    EventTrust.establish();
    assertThatCode(() -> ClassSecurityValidator.validate(SampleBatch.class))
        .doesNotThrowAnyException();
  }

  @Test
  void establish_trustsNothingElse() {
    EventTrust.establish();
    assertThat(ClassSecurityValidator.getGlobal().isTrusted(EventTrustTest.class)).isFalse();
  }
}
