package io.scorestream.recompute;

import io.scorestream.checkpoints.MilestoneAssembly;
import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.NetworkRecords;
import io.scorestream.ledger.ReachedMilestone;
import io.scorestream.ledger.Verified;
import io.scorestream.rows.Rows;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.sampler.draw.NetworkSampler;
import io.scorestream.topics.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a milestone's generations once more, as samplers do. Holds the networks of one milestone.
 * Owned by one thread.
 */
final class GenerationAgain implements AutoCloseable {

  private final Verified verified;
  private final Published published;
  private final ThisDevice here;
  private final NetworkSampler sampler;

  GenerationAgain(Verified verified, Published published, ThisDevice here) {
    this.verified = verified;
    this.published = published;
    this.here = here;
    this.sampler = new NetworkSampler(here.preference(), 1);
  }

  /**
   * Makes them.
   *
   * @throws UnprovenException where they cannot be made once more
   */
  Outcome of(Pick.Generation pick) {
    Run run = pick.state().run();
    List<GenerationBatch> batches = published.generations(pick.state(), pick.milestone());
    batches.forEach(batch -> here.requireSame("sampled", batch.getDevice()));
    GenerationSet before = GenerationSet.of(run, batches);
    Optional<String> difference;
    try {
      Rows made = sampler.generations(run, networks(pick), remaining -> {});
      difference =
          Bits.difference(
              i -> "number %s of point %s".formatted(i % made.dimension(), i / made.dimension()),
              made.numbers(),
              before.points().numbers());
    } catch (IllegalStateException e) {
      difference = Optional.of(String.valueOf(e.getMessage()));
    }
    return difference
        .map(
            it ->
                here.different(
                    pick.toString(),
                    "generations/" + Keys.milestone(run.id(), pick.milestone()),
                    "sampled once more, " + it))
        .orElseGet(
            () ->
                new Outcome.Same(
                    pick.toString(),
                    "%s points of %s numbers"
                        .formatted(before.points().count(), before.points().dimension())));
  }

  private TrainedNetworks networks(Pick.Generation pick) {
    MilestoneAssembly assembly = new MilestoneAssembly(pick.state().run());
    Optional<WholeMilestone> whole = Optional.empty();
    List<NetworkWeights> networks = new ArrayList<>();
    for (ReachedMilestone shard : verified.generating(pick.state().run().id(), pick.milestone())) {
      whole = assembly.add(shard.reached());
      for (NetworkRecords network : shard.reached().getNetworks()) {
        try {
          networks.add(
              NetworkEvents.weights(pick.state().run(), published.weights(shard, network)));
        } catch (IllegalArgumentException e) {
          throw new UnprovenException("one of its networks is not sound: " + e.getMessage());
        }
      }
    }
    return new TrainedNetworks(
        whole.orElseThrow(() -> new UnprovenException("not all of its networks are there")),
        networks);
  }

  @Override
  public void close() {
    sampler.close();
  }
}
