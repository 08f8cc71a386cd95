package io.scorestream.evaluator;

import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.evaluator.work.PathEvaluation;
import java.util.concurrent.Executor;

/**
 * What a topology computes, and where.
 *
 * @param work what is said of a timestep's network, or of a milestone's generations
 * @param paths what is said of all of a milestone's networks together
 * @param pool where work is done; it is given what can be compared, the least to be first
 * @param backlog told of what is to be done
 */
public record Evaluations(Evaluation work, PathEvaluation paths, Executor pool, Backlog backlog) {}
