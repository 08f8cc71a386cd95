package io.scorestream.service;

/**
 * One long-running part of the pipeline.
 *
 * <p>{@link #run} holds the calling thread until the work is done, {@link #stop} is called, or it
 * fails. {@code stop} may be called from any thread, at any time, more than once; it returns at
 * once, and {@code run} then ends in order: what was sent is flushed, what was not committed is
 * aborted, clients are closed.
 */
public interface Service {

  /**
   * Does the work.
   *
   * @throws ScorestreamException when it cannot go on
   */
  void run();

  /** Asks {@link #run} to end. */
  void stop();
}
