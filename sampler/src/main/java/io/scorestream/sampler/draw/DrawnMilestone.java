package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.run.RunState;

/**
 * What a request is answered from.
 *
 * @param state of the run
 * @param networks of its milestone
 */
public record DrawnMilestone(RunState state, TrainedNetworks networks) {

  /** m. */
  public long milestone() {
    return networks.milestone().milestone();
  }
}
