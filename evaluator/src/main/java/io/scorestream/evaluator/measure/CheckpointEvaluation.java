package io.scorestream.evaluator.measure;

import io.scorestream.events.Metric;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * What is said of one timestep's network at one milestone, and of all of a milestone's networks
 * together: a function of the run, the checkpoints and the samples topic, and of nothing else. Used
 * by one thread at a time.
 */
public interface CheckpointEvaluation extends AutoCloseable {

  /**
   * Evaluates a checkpoint.
   *
   * @param before what was kept of the same timestep at an earlier milestone
   * @throws IllegalArgumentException when the checkpoint does not belong to the run or is damaged
   */
  CheckpointFindings evaluate(Run run, ScoreCheckpoint checkpoint, Optional<HeldOutAnswers> before);

  /**
   * Says how far two networks of one timestep and milestone are apart, which were trained on a half
   * of the samples each.
   *
   * @throws IllegalArgumentException when one does not belong to the run or is damaged
   */
  List<Metric> halves(Run run, ScoreCheckpoint one, ScoreCheckpoint other);

  /**
   * Evaluates a milestone's networks as a whole.
   *
   * @param squares for each forward path, the sum of its {@link CheckpointFindings#pathTerms} over
   *     all timesteps
   */
  List<Metric> paths(Run run, long milestone, double[] squares);

  /** Lets go of networks and draws. */
  @Override
  void close();
}
