package io.scorestream.sampler.draw;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;

/** What the drawing thread works on for a while, before it is another's turn. */
sealed interface Turn permits Draw, PathDraw {

  /** What samples it is about. */
  DrawRequest request();

  /** Whether nothing more is to be made for it. */
  boolean isOver();

  /** Whether nobody wants it any more. */
  boolean isClosed();

  /** Whether what is made next has a place. */
  boolean hasRoom();

  /** Ends it. */
  void fail(ScorestreamException why);

  /** Ends it because nobody is there any more to go on. */
  default void abandon() {
    fail(
        new ScorestreamException(
            Reason.UNAVAILABLE, "the sampler is stopping", "ask again in a few seconds"));
  }
}
