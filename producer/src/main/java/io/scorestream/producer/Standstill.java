package io.scorestream.producer;

import io.scorestream.ingest.SampleSource;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells once where a followed file stands still because of a quote that was not closed, and again
 * after it has moved. Owned by one thread.
 */
final class Standstill {

  /** Longer than somebody takes who writes a row in parts. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SampleSource source;
  private long since;
  private boolean told;

  Standstill(SampleSource source, long nanoTime) {
    this.source = source;
    this.since = nanoTime;
  }

  /** Samples have come. */
  void moved(long nanoTime) {
    since = nanoTime;
    told = false;
  }

  /** None has come; returns what a person should know of it. */
  Optional<String> look(long nanoTime) {
    if (told || nanoTime - since < PATIENCE.toNanos()) {
      return Optional.empty();
    }
    Optional<String> quote = source.openQuote();
    told = quote.isPresent();
    return quote;
  }
}
