package io.scorestream.evaluator;

import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.records.FetcherPool;
import io.scorestream.evaluator.robust.MilestoneNetwork;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Keys;
import java.util.Optional;

/**
 * The networks that work is about, from where they lie in the weights topic. One that answers for
 * several timesteps is fetched once for all of a milestone's. Safe from any thread.
 */
final class MilestoneNetworks implements AutoCloseable {

  /** Networks of several timesteps are kept up to 64 MiB. */
  private static final long KEPT_NUMBERS = 16L * 1024 * 1024;

  private final FetcherPool<ScoreWeights> weights;
  private final RecentlyUsed<RecordOffset, Optional<MilestoneNetwork>> shared =
      new RecentlyUsed<>(
          KEPT_NUMBERS, found -> found.map(MilestoneNetwork::size).orElse(1L), dropped -> {});

  MilestoneNetworks(KafkaClients clients, BadRecords badRecords) {
    this.weights =
        new FetcherPool<>(clients, clients.topics().weights(), ScoreWeights.class, badRecords);
  }

  /**
   * A timestep's network; empty where it is there no longer, or is passed over.
   *
   * @param half of the samples that it was trained on, with the place that the work has for it
   */
  Optional<MilestoneNetwork> find(Run run, TimestepWork work, SampleHalf half, RecordOffset place) {
    return run.timestepsOf(run.networkOf(work.timestep())).size() > 1
        ? shared.get(place, () -> fetch(run, work, half, place))
        : fetch(run, work, half, place);
  }

  /** Refuses a network of which an evaluation found that it is not sound. */
  void refuse(RecordOffset place, IllegalArgumentException cause) {
    weights.refuse(place, cause);
  }

  @Override
  public void close() {
    weights.close();
    shared.close();
  }

  private Optional<MilestoneNetwork> fetch(
      Run run, TimestepWork work, SampleHalf half, RecordOffset place) {
    String key = Keys.network(run.id(), run.networkOf(work.timestep()), half);
    return weights.fetch(
        key,
        place,
        event -> {
          NetworkEvents.requireMilestone(event, work.incarnation(), work.milestone(), half);
          return MilestoneNetwork.of(run, event);
        });
  }
}
