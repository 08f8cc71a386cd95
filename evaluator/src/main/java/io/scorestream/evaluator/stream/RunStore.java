package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The runs that there are so far, and what is commanded of them, out of two global stores: one
 * holds each run's first specification, the other every command, in the order of its topic. Another
 * thread fills them: an event may come before the run that it belongs to, or before the command
 * that began its incarnation. Used by one stream thread.
 */
public final class RunStore {

  /** Name of the global store of specifications, by run. */
  public static final String SPECIFICATIONS = "runs";

  /** Name of the global store of commands, by run and offset. */
  public static final String COMMANDS = "commands";

  private final ReadOnlyKeyValueStore<String, RunSpec> specs;
  private final ReadOnlyKeyValueStore<String, RunCommand> commands;
  private final Map<String, Run> runs = new HashMap<>();
  private final Map<String, RunState> states = new HashMap<>();
  private long folded;

  /** Those that were there when it was asked last which have ended. */
  private final Map<String, Integer> incarnations = new HashMap<>();

  /** The stores of a topology that has them. */
  public RunStore(ProcessorContext<?, ?> context) {
    this(context.getStateStore(SPECIFICATIONS), context.getStateStore(COMMANDS));
  }

  /** The same for who asks from outside. */
  public RunStore(
      ReadOnlyKeyValueStore<String, RunSpec> specs,
      ReadOnlyKeyValueStore<String, RunCommand> commands) {
    this.specs = specs;
    this.commands = commands;
  }

  /** Adds the two stores to a topology. */
  public static void addTo(StreamsBuilder builder, TopicCatalogue topics, EventSerdes serdes) {
    builder.addGlobalStore(
        StoreRanges.inMemory(SPECIFICATIONS, serdes.of(RunSpec.class)),
        topics.runs().name(),
        Consumed.with(Serdes.String(), serdes.of(RunSpec.class)),
        FirstSpecification::new);
    builder.addGlobalStore(
        StoreRanges.inMemory(COMMANDS, serdes.of(RunCommand.class)),
        topics.commands().name(),
        Consumed.with(Serdes.String(), serdes.of(RunCommand.class)),
        EveryCommand::new);
  }

  /**
   * A run, once its specification is there, and unless it is deleted.
   *
   * @throws io.scorestream.service.ScorestreamException when the specification contradicts itself
   */
  public Optional<Run> find(String id) {
    return state(id).filter(state -> !state.deleted()).map(RunState::run);
  }

  /** A run in one of its incarnations, while that lasts; empty also before its command is there. */
  public Optional<Run> find(String id, int incarnation) {
    return state(id)
        .filter(state -> !state.deleted() && state.incarnation() == incarnation)
        .map(RunState::run);
  }

  /** Whether an incarnation of a run has ended: what is of it is of no use to anybody. */
  public boolean isOver(String id, int incarnation) {
    return sound(id).filter(state -> state.incarnation() > incarnation).isPresent();
  }

  /**
   * What a run is to do, once its specification is there. An event of a smaller incarnation than
   * the state's is of a run that is no more; one of a larger comes before its command.
   *
   * @throws io.scorestream.service.ScorestreamException when the specification contradicts itself
   */
  public Optional<RunState> state(String id) {
    // Commands are only ever added, so that their number tells whether there is news. It is taken
    // first: one that comes in between is seen now or the next time.
    long there = commands.approximateNumEntries();
    if (there != folded) {
      states.clear();
      folded = there;
    }
    if (!states.containsKey(id)) {
      run(id).ifPresent(run -> states.put(id, fold(run)));
    }
    return Optional.ofNullable(states.get(id));
  }

  /**
   * The states of all runs, by their ids, deleted ones too; without those whose specification
   * contradicts itself, of which who asks for them is told.
   */
  public List<RunState> all() {
    List<String> ids = new ArrayList<>();
    try (KeyValueIterator<String, RunSpec> all = specs.all()) {
      all.forEachRemaining(entry -> ids.add(entry.key));
    }
    return ids.stream().sorted().flatMap(id -> sound(id).stream()).toList();
  }

  /**
   * Runs of which an incarnation has ended since this was asked last; the first time, since ever.
   * What was kept of incarnations before that of the state is to be dropped.
   */
  public List<RunState> ended() {
    List<RunState> ended = new ArrayList<>();
    for (RunState state : all()) {
      Integer before = incarnations.put(state.run().id(), state.incarnation());
      if (state.incarnation() > (before == null ? 0 : before)) {
        ended.add(state);
      }
    }
    return ended;
  }

  private Optional<RunState> sound(String id) {
    try {
      return state(id);
    } catch (ScorestreamException e) {
      return Optional.empty();
    }
  }

  private Optional<Run> run(String id) {
    if (!runs.containsKey(id)) {
      Optional.ofNullable(specs.get(id)).ifPresent(spec -> runs.put(id, run(spec)));
    }
    return Optional.ofNullable(runs.get(id));
  }

  private RunState fold(Run run) {
    RunState state = RunState.of(run);
    try (KeyValueIterator<String, RunCommand> all =
        commands.range(StoreKeys.run(run.id()), StoreKeys.afterRun(run.id()))) {
      while (all.hasNext()) {
        state = state.after(all.next().value);
      }
    }
    return state;
  }

  private static Run run(RunSpec spec) {
    try {
      return new Run(spec);
    } catch (IllegalArgumentException e) {
      throw BadRecords.unsound("specification of run " + spec.getRun(), e);
    }
  }

  /** Fills the store of specifications. */
  private static final class FirstSpecification
      extends ContextualProcessor<String, RunSpec, Void, Void> {

    @Override
    public void process(Record<String, RunSpec> record) {
      KeyValueStore<String, RunSpec> specs = context().getStateStore(SPECIFICATIONS);
      if (record.value() != null) {
        specs.putIfAbsent(record.key(), record.value());
      }
    }
  }

  /** Fills the store of commands. */
  private static final class EveryCommand
      extends ContextualProcessor<String, RunCommand, Void, Void> {

    @Override
    public void process(Record<String, RunCommand> record) {
      KeyValueStore<String, RunCommand> commands = context().getStateStore(COMMANDS);
      long offset = context().recordMetadata().orElseThrow().offset();
      if (record.value() != null) {
        commands.put(
            StoreKeys.run(record.key()) + String.format(Locale.ROOT, "%019d", offset),
            record.value());
      }
    }
  }
}
