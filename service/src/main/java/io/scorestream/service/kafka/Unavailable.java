package io.scorestream.service.kafka;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** The messages for what is not there. */
public final class Unavailable {

  private Unavailable() {}

  /** The registry does not answer. */
  public static ScorestreamException registry(String url, Throwable cause) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "the schema registry at " + ConnectionSettings.withoutUser(url) + " does not answer",
        "start it, or set registry.url (--registry-url) to where it is",
        cause);
  }

  /** Kafka does not answer, or answers that it will not. */
  public static ScorestreamException kafka(String bootstrapServers, @Nullable Throwable cause) {
    for (Throwable of = cause; of != null; of = of.getCause()) {
      if (of instanceof AuthenticationException || of instanceof AuthorizationException) {
        return new ScorestreamException(
            Reason.REFUSED,
            "Kafka at " + bootstrapServers + " refuses this: " + of.getMessage(),
            "say who you are (--kafka sasl.jaas.config=..., or in a file by --config), or let this"
                + " user do it: 'scorestream access plan' shows who needs what",
            cause);
      }
    }
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "Kafka at " + bootstrapServers + " does not answer",
        "start it, or set bootstrap.servers (--bootstrap-servers) to where it is",
        cause);
  }
}
