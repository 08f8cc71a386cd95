/**
 * The trainer: reads the samples, trains the score networks of each run at each milestone, and
 * publishes them.
 *
 * <p>{@code ingest} owns the consumer and writes the {@code cache} on a thread of its own; {@code
 * training} is what happens between two milestones, without Kafka; {@code progress} is the log of
 * milestones, where a transaction makes each one whole.
 */
@NullMarked
package io.scorestream.trainer;

import org.jspecify.annotations.NullMarked;
