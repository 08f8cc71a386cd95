package io.scorestream.service.kafka;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** The messages for what is not there. */
public final class Unavailable {

  private Unavailable() {}

  /**
   * What a failure comes from in the end, in its own words. A Kafka client that has failed says of
   * all that follows only that it has.
   */
  public static String why(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** The registry does not answer, or answers that it will not or cannot. */
  public static ScorestreamException registry(String url, Throwable cause) {
    String registry = "the schema registry at " + url;
    for (Throwable of = cause; of != null; of = of.getCause()) {
      if (of instanceof RestClientException answer) {
        return answered(registry, answer, cause);
      }
    }
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        registry + " does not answer",
        "start it, or set registry.url (--registry-url) to where it is",
        cause);
  }

  private static ScorestreamException answered(
      String registry, RestClientException answer, Throwable cause) {
    return switch (answer.getStatus()) {
      case 401, 403 ->
          new ScorestreamException(
              Reason.REFUSED,
              registry + " refuses this: " + answer.getMessage(),
              "say who you are (--kafka basic.auth.user.info=..., or a user in registry.url), or let"
                  + " this user read and register schemas",
              cause);
      case 409 ->
          new ScorestreamException(
              Reason.CONFLICT,
              registry + " has a schema that this one does not go with: " + answer.getMessage(),
              "use topics of another prefix (--topics-prefix), or the version that wrote these",
              cause);
      default ->
          new ScorestreamException(
              Reason.UNAVAILABLE,
              registry + " fails with " + answer.getStatus() + ": " + answer.getMessage(),
              "see what its log says, and start again; nothing was passed over",
              cause);
    };
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
