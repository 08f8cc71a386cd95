package io.scorestream.evaluator.api;

import io.scorestream.evaluator.api.Lookup.Elsewhere;
import io.scorestream.evaluator.api.Lookup.Here;
import io.scorestream.evaluator.api.Lookup.Moving;
import io.scorestream.evaluator.forecast.ForecastProcessor;
import io.scorestream.evaluator.forecast.MetricArchive;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.stream.StoreKeys;
import io.scorestream.evaluator.stream.StoreSlice;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.run.RunState;
import io.scorestream.topics.Keys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Interactive queries over a topology's stores. A run's events lie in one partition, whose store
 * one evaluator has; what it says may not be committed yet. Safe from any thread.
 */
public final class StreamsArchive implements Archive {

  private final KafkaStreams streams;
  private final HostInfo here;

  /**
   * @param here where this evaluator answers, the same that the topology was told
   */
  public StreamsArchive(KafkaStreams streams, HostInfo here) {
    this.streams = streams;
    this.here = here;
  }

  @Override
  public Lookup<List<RunState>> runs() {
    Optional<List<RunState>> all = runs(streams);
    return all.isPresent()
        ? new Here<>(all.get().stream().filter(run -> !run.deleted()).toList())
        : new Moving<>();
  }

  /** All runs, deleted ones too; empty while the stores cannot be asked. */
  public static Optional<List<RunState>> runs(KafkaStreams streams) {
    try {
      return Optional.of(
          new RunStore(global(streams, RunStore.SPECIFICATIONS), global(streams, RunStore.COMMANDS))
              .all());
    } catch (InvalidStateStoreException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static <V> ReadOnlyKeyValueStore<String, V> global(KafkaStreams streams, String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore()));
  }

  @Override
  public Lookup<StoreSlice<Metric>> errors(RunState run, Page page) {
    return find(ForecastProcessor.ERRORS, run, page);
  }

  @Override
  public Lookup<StoreSlice<Metric>> distances(RunState run, Page page) {
    return find(MetricArchive.DISTANCES, run, page);
  }

  @Override
  public Lookup<StoreSlice<Forecast>> forecasts(RunState run, Page page) {
    return find(ForecastProcessor.FORECASTS, run, page);
  }

  private <V> Lookup<StoreSlice<V>> find(String name, RunState state, Page page) {
    String run = state.run().id();
    try {
      KeyQueryMetadata place =
          streams.queryMetadataForKey(
              name,
              run,
              (topic, key, value, partitions) ->
                  Optional.of(Set.of(Keys.partition(run, partitions))));
      if (place == null || place.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
        return new Moving<>();
      }
      if (!place.activeHost().equals(here)) {
        return new Elsewhere<>(place.activeHost());
      }
      ReadOnlyKeyValueStore<String, V> store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                      name, QueryableStoreTypes.<String, V>keyValueStore())
                  .withPartition(place.partition()));
      return new Here<>(
          StoreSlice.of(
              store, StoreKeys.incarnation(run, state.incarnation()), page.after(), page.limit()));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      return new Moving<>();
    }
  }
}
