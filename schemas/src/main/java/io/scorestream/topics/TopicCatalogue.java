package io.scorestream.topics;

import io.scorestream.events.DriftState;
import io.scorestream.events.Forecast;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.GenerationReply;
import io.scorestream.events.GenerationRequest;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.TrainingState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Every topic of a deployment: the one place that names them. Immutable.
 *
 * <p>It says of each whether it has one partition or many, never how many: see {@link Spread}.
 */
public final class TopicCatalogue {

  /** Largest record that producers, topics and brokers must allow, in bytes. */
  public static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

  /** Prefix of a deployment that names none. */
  public static final String DEFAULT_PREFIX = "scorestream";

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final String prefix;

  /**
   * @param prefix first part of every name; letters, digits, hyphens and underscores
   * @throws IllegalArgumentException when the prefix could not start a topic name
   */
  public TopicCatalogue(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '"
              + prefix
              + "' must be 1 to 100 letters, digits, hyphens or underscores, starting with a letter"
              + " or digit");
    }
    this.prefix = prefix;
  }

  /** First part of every topic's name, and of all that services name in a cluster. */
  public String prefix() {
    return prefix;
  }

  /**
   * Run specifications, kept for ever. The first of an id counts: were the topic compacted, a later
   * one could take its place.
   */
  public Topic runs() {
    return topic("runs", "run", RunSpec.class, Spread.SINGLE, keptForEver());
  }

  /** What operators want of runs, kept for ever: the order of all of it is the truth. */
  public Topic commands() {
    return topic("commands", "run", RunCommand.class, Spread.SINGLE, keptForEver());
  }

  /** What each source's samples are, and where they lie; the newest description counts. */
  public Topic sources() {
    return topic("sources", "source", SourceInfo.class, Spread.SINGLE, compacted());
  }

  /**
   * The data set itself: kept for ever. A source lies in one partition, whose order makes its first
   * m samples one set and not many.
   */
  public Topic samples() {
    return topic(
        "samples",
        "source",
        SampleBatch.class,
        Spread.WIDE,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "message.timestamp.type", "LogAppendTime",
            "max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
  }

  /** Networks as they answer; older milestones stay readable for a week. */
  public Topic weights() {
    return topic(
        "weights",
        "run/network[/half]",
        ScoreWeights.class,
        Spread.WIDE,
        Map.of(
            "cleanup.policy", "compact",
            "min.compaction.lag.ms", String.valueOf(Duration.ofDays(7).toMillis()),
            "max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
  }

  /** What trainers go on from beside the weights: of the newest milestone alone it is needed. */
  public Topic trainingState() {
    return topic(
        "training-state",
        "run/network[/half]",
        TrainingState.class,
        Spread.WIDE,
        Map.of("cleanup.policy", "compact", "max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
  }

  /**
   * Milestones of each shard whose networks are all committed, and where these lie. A trainer owns
   * the shards whose partition its consumer group gives it: see {@link Keys#shardPartition}.
   */
  public Topic milestones() {
    return topic(
        "milestones", "run/milestone/shard", MilestoneReached.class, Spread.WIDE, compacted());
  }

  /** Whether the stream is still what it was, by each shard's models; the newest state counts. */
  public Topic drift() {
    return topic("drift", "run/shard", DriftState.class, Spread.WIDE, compacted());
  }

  /**
   * Samples that the models made, spread by run and milestone: a sampler owns the milestones whose
   * partition its consumer group gives it. See {@link Keys#generationPartition}.
   */
  public Topic generations() {
    return topic(
        "generations",
        "run/milestone",
        GenerationBatch.class,
        Spread.WIDE,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", String.valueOf(Duration.ofDays(30).toMillis()),
            "max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
  }

  /** What people ask samplers for; where its group is, is how far it has answered. */
  public Topic generationRequests() {
    return topic(
        "generation-requests", "the asker's", GenerationRequest.class, Spread.WIDE, kept(7));
  }

  /** What they are answered, part by part. */
  public Topic generationReplies() {
    return topic(
        "generation-replies",
        "the request's",
        GenerationReply.class,
        Spread.WIDE,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", String.valueOf(Duration.ofDays(7).toMillis()),
            "max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
  }

  /** Losses and speeds of training. */
  public Topic trainingMetrics() {
    return metrics("metrics-training");
  }

  /** Robust score errors per timestep. */
  public Topic robustErrorMetrics() {
    return metrics("metrics-robust-error");
  }

  /** Distances between generations and reference samples. */
  public Topic wassersteinMetrics() {
    return metrics("metrics-wasserstein");
  }

  /** Samples that a target error needs. */
  public Topic forecasts() {
    return topic("forecasts", "run or run/timestep", Forecast.class, Spread.WIDE, kept(90));
  }

  /** What each service is doing now. */
  public Topic activity() {
    return topic("activity", "service/instance", ServiceActivity.class, Spread.SINGLE, kept(1));
  }

  /** Records that could not be used, each once, with headers that say where from and why. */
  public Topic deadLetters() {
    return topic(
        "dead-letters",
        "topic/partition/offset",
        null,
        Spread.SINGLE,
        Map.of(
            "cleanup.policy", "compact,delete",
            "retention.ms", String.valueOf(Duration.ofDays(30).toMillis()),
            "max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
  }

  /** All topics, in the order in which data flows through them. */
  public List<Topic> all() {
    return List.of(
        runs(),
        commands(),
        sources(),
        samples(),
        weights(),
        trainingState(),
        milestones(),
        drift(),
        generations(),
        generationRequests(),
        generationReplies(),
        trainingMetrics(),
        robustErrorMetrics(),
        wassersteinMetrics(),
        forecasts(),
        activity(),
        deadLetters());
  }

  /** The topics whose values are {@link Metric}s. */
  public List<Topic> metrics() {
    return List.of(trainingMetrics(), robustErrorMetrics(), wassersteinMetrics());
  }

  private Topic metrics(String entity) {
    return topic(
        entity, "run/milestone[/timestep or /shard-number]", Metric.class, Spread.WIDE, kept(90));
  }

  private Topic topic(
      String entity,
      String key,
      @Nullable Class<? extends SpecificRecord> valueType,
      Spread spread,
      Map<String, String> settings) {
    return new Topic(entity, prefix + "." + entity + ".v1", key, valueType, spread, settings);
  }

  private static Map<String, String> compacted() {
    return Map.of("cleanup.policy", "compact");
  }

  private static Map<String, String> keptForEver() {
    return Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
  }

  private static Map<String, String> kept(int days) {
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        String.valueOf(Duration.ofDays(days).toMillis()));
  }
}
