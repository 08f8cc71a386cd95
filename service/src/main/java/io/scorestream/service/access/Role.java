package io.scorestream.service.access;

import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import java.util.Locale;

/**
 * Who works with the topics, and with which of them. Beside these every role may see how all topics
 * of the deployment are set, which services do at their start, and write what it is doing.
 */
public enum Role {
  /** Sends samples, and reads where its source ends. */
  PRODUCER,
  /** Trains. */
  TRAINER,
  /** Generates. */
  SAMPLER,
  /** Evaluates; Kafka Streams makes and deletes topics of its own. */
  EVALUATOR,
  /** Anybody outside who sends samples and reads what comes of them. */
  CLIENT;

  /** Topics that it reads. */
  List<Topic> reads(TopicCatalogue topics) {
    return switch (this) {
      case PRODUCER -> List.of(topics.samples());
      case TRAINER ->
          List.of(
              topics.runs(),
              topics.samples(),
              topics.checkpoints(),
              topics.weights(),
              topics.trainingState(),
              topics.milestones(),
              topics.drift());
      case SAMPLER ->
          List.of(
              topics.runs(),
              topics.checkpoints(),
              topics.milestones(),
              topics.weights(),
              topics.generations());
      case EVALUATOR ->
          List.of(
              topics.runs(),
              topics.samples(),
              topics.checkpoints(),
              topics.milestones(),
              topics.weights(),
              topics.generations());
      case CLIENT -> topics.all();
    };
  }

  /** Topics that it writes, beside the activity topic. */
  List<Topic> writes(TopicCatalogue topics) {
    return switch (this) {
      case PRODUCER, CLIENT -> List.of(topics.samples());
      case TRAINER ->
          List.of(
              topics.checkpoints(),
              topics.weights(),
              topics.trainingState(),
              topics.milestones(),
              topics.drift(),
              topics.trainingMetrics(),
              topics.deadLetters());
      case SAMPLER -> List.of(topics.generations(), topics.deadLetters());
      case EVALUATOR ->
          List.of(
              topics.robustErrorMetrics(),
              topics.wassersteinMetrics(),
              topics.forecasts(),
              topics.deadLetters());
    };
  }

  /** What its consumer groups, transactions and own topics begin with. */
  String prefix(TopicCatalogue topics) {
    return topics.prefix() + "-" + this;
  }

  /** Whether it has topics of its own, by that prefix. */
  boolean hasOwnTopics() {
    return this == EVALUATOR;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
