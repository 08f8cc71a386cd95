package io.scorestream.sampler.draw;

import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import java.util.List;

/**
 * Networks as training begins with them: with the score of a standard normal law, in their units.
 */
public final class UntrainedNetworks {

  private UntrainedNetworks() {}

  public static List<NetworkWeights> of(Run run, long seed) {
    try (NetworkTrainer trainer = NetworkTrainer.open(run.bank(), DevicePreference.CPU)) {
      trainer.initialise(seed);
      return trainer.state().stream().map(NetworkState::weights).toList();
    }
  }
}
