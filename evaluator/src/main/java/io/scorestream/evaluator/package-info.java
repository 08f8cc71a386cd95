/**
 * The service that evaluates: a Kafka Streams application from milestones and generations to
 * metrics.
 *
 * <p>{@code EvaluatorTopology} is a pure function; {@code stream} holds its processors, {@code
 * robust} and {@code wasserstein} what they compute, {@code heldout} the reading of samples that
 * were never trained on.
 */
@NullMarked
package io.scorestream.evaluator;

import org.jspecify.annotations.NullMarked;
