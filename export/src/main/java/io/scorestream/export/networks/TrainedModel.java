package io.scorestream.export.networks;

import io.scorestream.events.SourceColumn;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import java.util.List;

/**
 * What is taken away of a run: the networks of one milestone, and what its samples are.
 *
 * @param incarnation of the run
 * @param milestone m
 * @param networks one per network of the run, in their order
 * @param columns what the numbers of a sample are; none where nobody has said
 */
public record TrainedModel(
    Run run,
    int incarnation,
    long milestone,
    List<NetworkWeights> networks,
    List<SourceColumn> columns) {

  /**
   * Keeps its own copies.
   *
   * @throws IllegalArgumentException where networks are missing or not of the run's shape
   */
  public TrainedModel {
    networks = List.copyOf(networks);
    columns = List.copyOf(columns);
    if (networks.size() != run.bank().networks()) {
      throw new IllegalArgumentException(
          "%s networks of %s, which has %s".formatted(networks.size(), run, run.bank().networks()));
    }
    for (int i = 0; i < networks.size(); i++) {
      networks.get(i).requireFits(run.network(), run.networkOf(i + 1));
    }
  }
}
