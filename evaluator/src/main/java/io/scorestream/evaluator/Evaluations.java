package io.scorestream.evaluator;

import io.scorestream.evaluator.measure.CheckpointEvaluation;
import io.scorestream.evaluator.measure.GenerationEvaluation;
import java.util.function.Supplier;

/**
 * What a topology computes. Each supplier is asked once per task, and what it gives is used by that
 * task's thread alone.
 *
 * @param checkpoints what is said of a network
 * @param generations what is said of a milestone's generations
 */
public record Evaluations(
    Supplier<CheckpointEvaluation> checkpoints, Supplier<GenerationEvaluation> generations) {}
