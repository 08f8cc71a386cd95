package io.scorestream.trainer.progress;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Shard;
import io.scorestream.run.network.NetworkState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Fetched;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.RecordFetcher;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.contract.TrainerRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads the networks of a shard's milestone from where it says that they lie. For one thread. */
final class NetworkReader {

  private final KafkaClients clients;
  private final Shard shard;

  NetworkReader(KafkaClients clients, Shard shard) {
    this.clients = clients;
    this.shard = shard;
  }

  /**
   * The states of all networks of the shard, in their order.
   *
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when they are damaged or not all
   *     there
   */
  List<NetworkState> states(MilestoneReached reached) {
    List<Integer> numbers = reached.getNetworks().stream().map(NetworkRecords::getNetwork).toList();
    if (!numbers.equals(shard.networks())) {
      throw unusable(
          "milestone %s of %s names networks %s, and not its %s"
              .formatted(reached.getMilestone(), shard, numbers, shard.networks()),
          null);
    }
    Map<String, ScoreWeights> weights =
        fetch(reached, clients.topics().weights(), ScoreWeights.class, NetworkRecords::getWeights);
    Map<String, TrainingState> moments =
        fetch(
            reached,
            clients.topics().trainingState(),
            TrainingState.class,
            NetworkRecords::getState);
    List<NetworkState> states = new ArrayList<>();
    weights.forEach(
        (key, event) -> states.add(state(reached, event, requireNonNull(moments.get(key)))));
    return states;
  }

  private <V extends SpecificRecord> Map<String, V> fetch(
      MilestoneReached reached,
      Topic topic,
      Class<V> type,
      Function<NetworkRecords, RecordOffset> place) {
    Map<String, RecordOffset> places = new LinkedHashMap<>();
    reached.getNetworks().forEach(at -> places.put(key(at), place.apply(at)));
    Map<String, V> found = new LinkedHashMap<>();
    try (RecordFetcher<V> fetcher =
        new RecordFetcher<>(
            clients, TrainerRole.ROLE.names(clients.topics()).client(shard.id()), topic, type)) {
      fetcher
          .fetchAll(places)
          .forEach((key, fetched) -> found.put(key, found(reached, key, fetched)));
    }
    return found;
  }

  private String key(NetworkRecords at) {
    return Keys.network(shard.run().id(), at.getNetwork(), shard.half());
  }

  private <V extends SpecificRecord> V found(
      MilestoneReached reached, String key, Fetched<V> fetched) {
    if (fetched instanceof Fetched.Found<V> found) {
      return found.event();
    }
    throw unusable(
        "%s, where milestone %s of %s says that %s lies, is deleted"
            .formatted(((Fetched.Gone<V>) fetched).place(), reached.getMilestone(), shard, key),
        null);
  }

  private NetworkState state(MilestoneReached reached, ScoreWeights weights, TrainingState state) {
    try {
      NetworkEvents.requireMilestone(
          weights, reached.getIncarnation(), reached.getMilestone(), shard.half());
      return NetworkEvents.state(shard.run(), weights, state);
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private static ScorestreamException unusable(String what, @Nullable Throwable cause) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        what + "; training cannot go on from it",
        "apply the specification again under a run id of its own: it is trained from the samples,"
            + " which are kept",
        cause);
  }
}
