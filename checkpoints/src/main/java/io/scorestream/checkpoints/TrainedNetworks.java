package io.scorestream.checkpoints;

import io.scorestream.run.network.NetworkWeights;
import java.util.List;

/**
 * All networks of one milestone.
 *
 * @param milestone which
 * @param networks one per network of the run, in their order
 */
public record TrainedNetworks(WholeMilestone milestone, List<NetworkWeights> networks) {}
