package io.scorestream.evaluator.stream;

import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.service.kafka.BadRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * The runs that the global store holds so far, as domain objects. Another thread fills the store:
 * an event may come before the run that it belongs to. Used by one stream thread.
 */
public final class RunStore {

  /** Name of the global store. */
  public static final String NAME = "runs";

  private final TimestampedKeyValueStore<String, RunSpec> specs;
  private final Map<String, Run> runs = new HashMap<>();

  /** Those that were there when it was asked last. */
  private final Set<String> here = new HashSet<>();

  /** The store of a topology that has it. */
  public RunStore(ProcessorContext<?, ?> context) {
    this.specs = context.getStateStore(NAME);
  }

  /**
   * A run, once its specification is there.
   *
   * @throws io.scorestream.service.ScorestreamException when the specification contradicts itself
   */
  public Optional<Run> find(String id) {
    RunSpec spec = ValueAndTimestamp.getValueOrNull(specs.get(id));
    if (spec == null) {
      return Optional.empty();
    }
    Run known = runs.get(id);
    if (known == null || !known.spec().equals(spec)) {
      known = run(spec);
      runs.put(id, known);
    }
    return Optional.of(known);
  }

  /** Runs that have been deleted since this was asked last. */
  public List<String> gone() {
    List<String> gone = here.stream().filter(id -> specs.get(id) == null).toList();
    here.clear();
    try (KeyValueIterator<String, ValueAndTimestamp<RunSpec>> all = specs.all()) {
      all.forEachRemaining(entry -> here.add(entry.key));
    }
    return gone;
  }

  private static Run run(RunSpec spec) {
    try {
      return new Run(spec);
    } catch (IllegalArgumentException e) {
      throw BadRecords.unsound("specification of run " + spec.getRun(), e);
    }
  }
}
