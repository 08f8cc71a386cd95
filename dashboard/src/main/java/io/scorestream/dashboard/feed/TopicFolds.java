package io.scorestream.dashboard.feed;

import static java.util.Objects.requireNonNull;

import io.scorestream.dashboard.board.Board;
import io.scorestream.events.DriftState;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceInfo;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a record of any of the topics to what the board is told. Owned by one thread. */
final class TopicFolds {

  private static final Logger LOG = LoggerFactory.getLogger(TopicFolds.class);

  private final KafkaClients clients;
  private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> folds = new HashMap<>();

  TopicFolds(KafkaClients clients, Board board) {
    this.clients = clients;
    TopicCatalogue topics = clients.topics();
    add(topics.runs(), RunSpec.class, board::published);
    add(topics.commands(), RunCommand.class, board::commanded);
    add(topics.sources(), SourceInfo.class, (source, at) -> board.described(source));
    for (Topic metrics : topics.metrics()) {
      add(metrics, Metric.class, board::measured);
    }
    add(topics.forecasts(), Forecast.class, board::forecast);
    add(topics.milestones(), MilestoneReached.class, board::reached);
    add(topics.drift(), DriftState.class, board::watched);
    // What is silent is told by this process's own clock.
    add(
        topics.activity(),
        ServiceActivity.class,
        (activity, at) -> board.active(activity, Instant.now()));
    folds.put(
        topics.deadLetters().name(),
        letter -> {
          if (letter.value() != null) {
            board.deadLetter();
          }
        });
  }

  /** What says which runs there are: the rest is about them. */
  static List<Topic> first(TopicCatalogue topics) {
    return List.of(topics.runs(), topics.commands(), topics.sources());
  }

  /** All else. */
  static List<Topic> rest(TopicCatalogue topics) {
    return List.of(
        topics.trainingMetrics(),
        topics.robustErrorMetrics(),
        topics.wassersteinMetrics(),
        topics.forecasts(),
        topics.milestones(),
        topics.drift(),
        topics.activity(),
        topics.deadLetters());
  }

  private <V extends SpecificRecord> void add(
      Topic topic, Class<V> type, BiConsumer<V, Instant> told) {
    EventReader<V> reader = new EventReader<>(clients.connection(), topic, type);
    folds.put(
        topic.name(),
        record -> {
          V event = reader.read(record);
          if (event != null) {
            told.accept(event, Instant.ofEpochMilli(record.timestamp()));
          }
        });
  }

  /**
   * Tells the board. A record that nobody can use is passed over, as those who run by it do.
   *
   * @throws ScorestreamException when the registry does not say how to read it
   */
  void fold(ConsumerRecord<String, byte[]> record) {
    try {
      requireNonNull(folds.get(record.topic())).accept(record);
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.BAD_DATA) {
        throw e;
      }
      LOG.warn("passed over: {}", e.getMessage());
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is passed over: {}", EventReader.place(record), e.getMessage());
    }
  }
}
