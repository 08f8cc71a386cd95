package io.scorestream.evaluator.measure;

import io.scorestream.run.Run;

/** Ties events to the specification that they were made for. */
public final class Specifications {

  private Specifications() {}

  /**
   * Returns when an event was made for this very specification.
   *
   * @param hash what the event says
   * @param event names it for the message
   * @throws IllegalArgumentException when it was made for another
   */
  public static void require(Run run, String hash, String event) {
    if (!hash.equals(run.hash())) {
      throw new IllegalArgumentException(
          "%s was made for another specification of %s than the one on the runs topic"
              .formatted(event, run));
    }
  }
}
