package io.scorestream.service.kafka;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;

/** The messages for what is not there. */
public final class Unavailable {

  private Unavailable() {}

  /** The registry does not answer. */
  public static ScorestreamException registry(String url, Throwable cause) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "the schema registry at " + url + " does not answer",
        "start it, or set registry.url (--registry-url) to where it is",
        cause);
  }

  /** Kafka does not answer. */
  public static ScorestreamException kafka(String bootstrapServers, Throwable cause) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "Kafka at " + bootstrapServers + " does not answer",
        "start it, or set bootstrap.servers (--bootstrap-servers) to where it is",
        cause);
  }
}
