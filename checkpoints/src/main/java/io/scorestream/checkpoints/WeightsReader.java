package io.scorestream.checkpoints;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.Fetched;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.RecordFetcher;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the networks of a milestone from where they lie. Owned by one thread. */
public final class WeightsReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WeightsReader.class);

  private final Topic topic;
  private final RecordFetcher<ScoreWeights> fetcher;

  /**
   * @param clientId names this process in the brokers' logs
   */
  public WeightsReader(KafkaClients clients, String clientId) {
    this.topic = clients.topics().weights();
    this.fetcher = new RecordFetcher<>(clients, clientId, topic, ScoreWeights.class);
  }

  /**
   * All networks of a milestone; empty where newer ones have had some of them compacted away.
   *
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when one is damaged, or does not
   *     belong to the run as specified
   */
  public Optional<TrainedNetworks> read(Run run, WholeMilestone milestone) {
    List<NetworkWeights> networks = new ArrayList<>();
    for (Map.Entry<String, Fetched<ScoreWeights>> at :
        fetcher.fetchAll(milestone.weights()).entrySet()) {
      if (at.getValue() instanceof Fetched.Found<ScoreWeights> found) {
        networks.add(network(run, milestone, at.getKey(), found.event()));
      } else {
        LOG.warn(
            "{}: milestone {} is too old, the weights of {} are compacted away",
            run,
            milestone.milestone(),
            at.getKey());
        return Optional.empty();
      }
    }
    return Optional.of(new TrainedNetworks(milestone, networks));
  }

  private NetworkWeights network(
      Run run, WholeMilestone milestone, String key, ScoreWeights event) {
    try {
      NetworkEvents.requireMilestone(
          event, milestone.incarnation(), milestone.milestone(), SampleHalf.BOTH);
      return NetworkEvents.weights(run, event);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(topic, requireNonNull(milestone.weights().get(key)))
              + " holds no usable network: "
              + e.getMessage(),
          "find out who wrote it; set on.bad.record=skip to go on without its milestone",
          e);
    }
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
