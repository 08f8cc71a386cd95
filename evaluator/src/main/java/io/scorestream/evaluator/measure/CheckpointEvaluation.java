package io.scorestream.evaluator.measure;

import io.scorestream.events.Metric;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import java.util.List;

/**
 * What is said of one timestep's network at one milestone: a function of the run, the checkpoint
 * and the samples topic, and of nothing else. Used by one thread at a time.
 */
public interface CheckpointEvaluation extends AutoCloseable {

  /**
   * Evaluates a checkpoint.
   *
   * @return metrics; none where there is nothing sound to say
   * @throws IllegalArgumentException when the checkpoint does not belong to the run or is damaged
   */
  List<Metric> evaluate(Run run, ScoreCheckpoint checkpoint);

  /** Lets go of networks and draws. */
  @Override
  void close();
}
