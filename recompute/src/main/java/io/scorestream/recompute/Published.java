package io.scorestream.recompute;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.ledger.ReachedMilestone;
import io.scorestream.ledger.Verified;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a deployment's topics hold of what is computed once more. Owned by one thread. */
final class Published {

  private final Verified verified;
  private final Function<ConsumerRecord<String, byte[]>, @Nullable ScoreWeights> weights;
  private final Function<ConsumerRecord<String, byte[]>, @Nullable TrainingState> states;
  private final Function<ConsumerRecord<String, byte[]>, @Nullable GenerationBatch> batches;

  Published(Verified verified) {
    this.verified = verified;
    this.weights = decoder(verified.topics().weights(), ScoreWeights.class);
    this.states = decoder(verified.topics().trainingState(), TrainingState.class);
    this.batches = decoder(verified.topics().generations(), GenerationBatch.class);
  }

  private <V extends SpecificRecord> Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder(
      Topic topic, Class<V> type) {
    return verified.records().decoder(topic, type);
  }

  /**
   * The weights of a network of a shard's milestone.
   *
   * @throws UnprovenException where they are there no longer, or are another milestone's
   */
  ScoreWeights weights(ReachedMilestone of, NetworkRecords network) {
    String what =
        "the weights of network %s at milestone %s"
            .formatted(network.getNetwork(), of.reached().getMilestone());
    ScoreWeights found =
        event(verified.topics().weights(), network.getWeights(), weights)
            .orElseThrow(() -> new UnprovenException(what + " are compacted away"));
    try {
      NetworkEvents.requireMilestone(
          found,
          of.reached().getIncarnation(),
          of.reached().getMilestone(),
          of.reached().getHalf());
    } catch (IllegalArgumentException e) {
      throw new UnprovenException(what + " are others: " + e.getMessage());
    }
    return found;
  }

  /** The training state of such a network; empty where it is there no longer. */
  Optional<TrainingState> state(NetworkRecords network) {
    return event(verified.topics().trainingState(), network.getState(), states);
  }

  /**
   * All generations of a milestone.
   *
   * @throws UnprovenException where one is there no longer
   */
  List<GenerationBatch> generations(RunState state, long milestone) {
    List<GenerationBatch> found = new ArrayList<>();
    for (RecordOffset place :
        verified
            .generations()
            .getOrDefault(Keys.milestone(state.run().id(), milestone), List.of())) {
      found.add(
          event(verified.topics().generations(), place, batches)
              .orElseThrow(() -> new UnprovenException("its generations are deleted")));
    }
    return found;
  }

  /**
   * The metrics of several keys, by one pass over their topics.
   *
   * @param wanted keys
   */
  Map<String, List<Metric>> metrics(Collection<String> wanted) {
    Map<String, List<Metric>> found = new HashMap<>();
    wanted.forEach(key -> found.put(key, new ArrayList<>()));
    for (Topic topic :
        List.of(verified.topics().robustErrorMetrics(), verified.topics().wassersteinMetrics())) {
      Function<ConsumerRecord<String, byte[]>, @Nullable Metric> decoder =
          decoder(topic, Metric.class);
      verified
          .records()
          .read(
              topic,
              record -> {
                List<Metric> of = record.key() == null ? null : found.get(record.key());
                if (of != null) {
                  decoded(record, decoder).ifPresent(of::add);
                }
              });
    }
    return found;
  }

  private <V> Optional<V> event(
      Topic topic,
      RecordOffset place,
      Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder) {
    return verified.records().find(topic, place).flatMap(record -> decoded(record, decoder));
  }

  /** What is no event is a finding of the ledger's, and nothing to compute with. */
  static <V> Optional<V> decoded(
      ConsumerRecord<String, byte[]> record,
      Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder) {
    try {
      return Optional.ofNullable(decoder.apply(record));
    } catch (ScorestreamException e) {
      if (e.reason() == Reason.BAD_DATA || e.reason() == Reason.CONFLICT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
