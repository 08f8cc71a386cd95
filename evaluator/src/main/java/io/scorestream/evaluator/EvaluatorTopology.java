package io.scorestream.evaluator;

import io.scorestream.evaluator.forecast.ForecastProcessor;
import io.scorestream.evaluator.forecast.MetricArchive;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.evaluator.stream.GatherProcessor;
import io.scorestream.evaluator.stream.GenerationProcessor;
import io.scorestream.evaluator.stream.MilestoneProcessor;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.stream.WorkProcessor;
import io.scorestream.evaluator.work.Aspect;
import io.scorestream.evaluator.work.Evaluated;
import io.scorestream.evaluator.work.Outcome;
import io.scorestream.evaluator.work.Work;
import io.scorestream.evaluator.work.WorkSerdes;
import io.scorestream.events.Forecast;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.service.activity.Activity;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The evaluator as a topology.
 *
 * <pre>
 * runs, commands ▶ global stores, asked by all
 *
 * milestones ─▶ work, by run and timestep ┐   by run,    ┌▶ WorkProcessor ──────▶ metrics-…
 * generations ▶ work, by run, milestone   ├▶ timestep or ┤        │ parts of milestones,
 *               and kind of comparison    ┘   comparison └        ▼ by run
 *                                                          GatherProcessor ────▶ metrics-…
 *
 * metrics-robust-error ──▶ ForecastProcessor ──▶ forecasts
 * metrics-wasserstein ───▶ MetricArchive
 * </pre>
 *
 * Work is dealt out over all tasks, so that threads and processes share each run; what comes of it
 * is gathered by run, and metrics and forecasts of a run go to the run's partition. What a task has
 * for the next is not seen by it before it is committed: a task asks for that as soon as it has all
 * that is at hand, and leaves the rest to the interval.
 */
public final class EvaluatorTopology {

  private final TopicCatalogue topics;
  private final EventSerdes serdes;
  private final int partitions;
  private final StreamsBuilder builder = new StreamsBuilder();

  private EvaluatorTopology(TopicCatalogue topics, EventSerdes serdes, int partitions) {
    this.topics = topics;
    this.serdes = serdes;
    this.partitions = partitions;
  }

  /**
   * Builds the topology; a pure function.
   *
   * @param partitions over which work is dealt out, and what comes of it
   * @param activity told what is being done, from stream threads
   * @param seen told of every forecast, from stream threads
   */
  public static Topology build(
      TopicCatalogue topics,
      EventSerdes serdes,
      int partitions,
      Evaluations evaluations,
      Consumer<Activity> activity,
      Consumer<Forecast> seen) {
    EvaluatorTopology topology = new EvaluatorTopology(topics, serdes, partitions);
    topology.runs();
    topology.evaluate(evaluations, activity);
    topology.forecast(evaluations, seen);
    return topology.builder.build();
  }

  private void runs() {
    RunStore.addTo(builder, topics, serdes);
  }

  private void evaluate(Evaluations evaluations, Consumer<Activity> activity) {
    KStream<String, Outcome> outcomes =
        work()
            .process(
                WorkProcessor.supplier(
                    evaluations.work(), evaluations.pool(), evaluations.backlog(), activity),
                Named.as("evaluate"));
    KStream<String, Outcome> whole =
        outcomes
            .flatMap((run, outcome) -> parts(outcome))
            .repartition(
                shared("parts", WorkSerdes.evaluated(), EvaluatorTopology::partitionOfPart))
            .process(GatherProcessor.supplier(evaluations.paths()), Named.as("gather"));
    publish(outcomes);
    publish(whole);
  }

  private KStream<String, Work> work() {
    KStream<String, Work> networks =
        stream(topics.milestones(), MilestoneReached.class)
            .process(MilestoneProcessor::new, Named.as("work-of-milestones"));
    KStream<String, Work> generations =
        stream(topics.generations(), GenerationBatch.class)
            .process(GenerationProcessor.supplier(), Named.as("work-of-generations"));
    return networks
        .merge(generations)
        .repartition(shared("work", WorkSerdes.work(), EvaluatorTopology::partitionOfWork));
  }

  private void publish(KStream<String, Outcome> outcomes) {
    for (Aspect aspect : Aspect.values()) {
      Topic topic =
          aspect == Aspect.NETWORKS ? topics.robustErrorMetrics() : topics.wassersteinMetrics();
      outcomes
          .filter((run, outcome) -> outcome.aspect() == aspect)
          .flatMap((run, outcome) -> metrics(outcome))
          .to(
              topic.name(),
              Produced.with(
                  Serdes.String(),
                  serdes.of(Metric.class),
                  (name, key, metric, count) -> partition(metric.getRun(), count)));
    }
  }

  private void forecast(Evaluations evaluations, Consumer<Forecast> seen) {
    stream(topics.robustErrorMetrics(), Metric.class)
        .process(
            ForecastProcessor.supplier(
                serdes.of(Metric.class),
                serdes.of(Forecast.class),
                evaluations.pool(),
                evaluations.backlog()),
            Named.as("forecast"))
        .peek((key, forecast) -> seen.accept(forecast), Named.as("show-forecasts"))
        .to(
            topics.forecasts().name(),
            Produced.with(
                Serdes.String(),
                serdes.of(Forecast.class),
                (name, key, forecast, count) -> partition(forecast.getRun(), count)));
    stream(topics.wassersteinMetrics(), Metric.class)
        .process(
            MetricArchive.supplier(MetricArchive.DISTANCES, serdes.of(Metric.class)),
            Named.as("keep-distances"));
  }

  private <V extends SpecificRecord> KStream<String, V> stream(Topic topic, Class<V> type) {
    return builder.stream(topic.name(), Consumed.with(Serdes.String(), serdes.of(type)));
  }

  private <V> Repartitioned<String, V> shared(
      String name, Serde<V> serde, StreamPartitioner<String, V> partitioner) {
    return Repartitioned.<String, V>as(name)
        .withKeySerde(Serdes.String())
        .withValueSerde(serde)
        .withStreamPartitioner(partitioner)
        .withNumberOfPartitions(partitions);
  }

  private static List<KeyValue<String, Evaluated>> parts(Outcome outcome) {
    return outcome.evaluated().map(part -> KeyValue.pair(part.run(), part)).stream().toList();
  }

  private static List<KeyValue<String, Metric>> metrics(Outcome outcome) {
    return outcome.metrics().stream()
        .map(metric -> KeyValue.pair(MetricScope.key(metric), metric))
        .toList();
  }

  private static Optional<Set<Integer>> partitionOfWork(
      String topic, String key, Work work, int partitions) {
    return Optional.of(Set.of(Keys.shardPartition(work.run(), work.number(), partitions)));
  }

  private static Optional<Set<Integer>> partitionOfPart(
      String topic, String key, Evaluated part, int partitions) {
    return partition(part.run(), partitions);
  }

  private static Optional<Set<Integer>> partition(String run, int partitions) {
    return Optional.of(Set.of(Keys.partition(run, partitions)));
  }
}
