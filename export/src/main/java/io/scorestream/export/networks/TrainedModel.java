package io.scorestream.export.networks;

import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import java.util.List;

/**
 * What is taken away of a run: the networks of one milestone.
 *
 * @param incarnation of the run
 * @param milestone m
 * @param networks one per network of the run, in their order
 */
public record TrainedModel(
    Run run, int incarnation, long milestone, List<NetworkWeights> networks) {

  /**
   * Keeps its own copy.
   *
   * @throws IllegalArgumentException where networks are missing or not of the run's shape
   */
  public TrainedModel {
    networks = List.copyOf(networks);
    List<Integer> numbers = run.bank().networks();
    if (networks.size() != numbers.size()) {
      throw new IllegalArgumentException(
          "%s networks of %s, which has %s".formatted(networks.size(), run, numbers.size()));
    }
    for (int i = 0; i < networks.size(); i++) {
      networks.get(i).requireFits(run.network(), numbers.get(i));
    }
  }
}
