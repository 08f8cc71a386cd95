package io.scorestream.evaluator;

import io.scorestream.evaluator.forecast.ForecastProcessor;
import io.scorestream.evaluator.forecast.MetricArchive;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.evaluator.stream.CheckpointProcessor;
import io.scorestream.evaluator.stream.GenerationProcessor;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.events.Forecast;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.service.activity.Activity;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The evaluator as a topology.
 *
 * <pre>
 * runs ─────────▶ global store
 *                    │ asked by both
 * checkpoints ──▶ CheckpointProcessor ──▶ metrics-robust-error
 *                         └──▶ ForecastProcessor ──▶ forecasts
 * generations ──▶ GenerationProcessor ──▶ metrics-wasserstein
 *                         └──▶ MetricArchive
 * </pre>
 *
 * The two lines share nothing but the runs, so they are balanced over threads and processes on
 * their own. Metrics of a run go to the run's partition.
 */
public final class EvaluatorTopology {

  private EvaluatorTopology() {}

  /**
   * Builds the topology; a pure function.
   *
   * @param activity told what is being done, from stream threads
   * @param seen told of every forecast, from stream threads
   */
  public static Topology build(
      TopicCatalogue topics,
      EventSerdes serdes,
      Evaluations evaluations,
      Consumer<Activity> activity,
      Consumer<Forecast> seen) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.globalTable(
        topics.runs().name(),
        Consumed.with(Serdes.String(), serdes.of(RunSpec.class)),
        Materialized.<String, RunSpec>as(Stores.inMemoryKeyValueStore(RunStore.NAME))
            .withKeySerde(Serdes.String())
            .withValueSerde(serdes.of(RunSpec.class)));
    KStream<String, Metric> errors =
        connect(
            builder,
            serdes,
            topics.checkpoints(),
            ScoreCheckpoint.class,
            CheckpointProcessor.supplier(
                evaluations.checkpoints(), serdes.of(ScoreCheckpoint.class), activity),
            topics.robustErrorMetrics());
    errors
        .process(
            ForecastProcessor.supplier(serdes.of(Metric.class), serdes.of(Forecast.class)),
            Named.as("forecast"))
        .peek((key, forecast) -> seen.accept(forecast), Named.as("show-forecasts"))
        .to(
            topics.forecasts().name(),
            Produced.with(
                Serdes.String(),
                serdes.of(Forecast.class),
                (topic, key, forecast, partitions) -> partition(forecast.getRun(), partitions)));
    connect(
            builder,
            serdes,
            topics.generations(),
            GenerationBatch.class,
            GenerationProcessor.supplier(
                evaluations.generations(), serdes.of(GenerationBatch.class), activity),
            topics.wassersteinMetrics())
        .process(
            MetricArchive.supplier(MetricArchive.DISTANCES, serdes.of(Metric.class)),
            Named.as("keep-distances"));
    return builder.build();
  }

  /** Evaluates, publishes the metrics, and hands them on with the deletions of runs. */
  private static <V extends SpecificRecord> KStream<String, Metric> connect(
      StreamsBuilder builder,
      EventSerdes serdes,
      Topic input,
      Class<V> type,
      ProcessorSupplier<String, V, String, Metric> processor,
      Topic output) {
    KStream<String, V> events =
        builder.stream(input.name(), Consumed.with(Serdes.String(), serdes.of(type)));
    KStream<String, Metric> metrics =
        events.process(processor, Named.as("evaluate-" + input.entity()));
    metrics.to(
        output.name(),
        Produced.with(
            Serdes.String(),
            serdes.of(Metric.class),
            (topic, key, metric, partitions) -> partition(metric.getRun(), partitions)));
    KStream<String, Metric> deletions =
        events.filter((key, event) -> event == null).mapValues(event -> (Metric) null);
    return metrics.merge(deletions);
  }

  private static Optional<Set<Integer>> partition(String run, int partitions) {
    return Optional.of(Set.of(Keys.partition(run, partitions)));
  }
}
