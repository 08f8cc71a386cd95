package io.scorestream.run;

import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All runs, as the topics of specifications and of commands tell of them. Each topic has an order,
 * but not the two together: commands that come before the specification of their run are kept for
 * it, so that the states are the same however the two are interleaved. Owned by one thread.
 */
public final class RunRegister {

  private final Map<String, RunState> states = new LinkedHashMap<>();

  /** Those of runs that have no specification yet. */
  private final Map<String, List<RunCommand>> early = new LinkedHashMap<>();

  /**
   * Takes the next specification. The first of an id counts for ever.
   *
   * @return why it does not count, as the end of a sentence that begins with the run; empty where
   *     it does, or says the same as the first
   * @throws IllegalArgumentException naming the part of the specification that is wrong; it then
   *     does not count
   */
  public Optional<String> publish(RunSpec spec) {
    RunState known = states.get(spec.getRun());
    if (known != null) {
      return known.run().spec().equals(spec)
          ? Optional.empty()
          : Optional.of("has a specification already, and this one is another");
    }
    RunState state = RunState.of(new Run(spec));
    for (RunCommand command : early.getOrDefault(spec.getRun(), List.of())) {
      state = state.after(command);
    }
    early.remove(spec.getRun());
    states.put(spec.getRun(), state);
    return Optional.empty();
  }

  /**
   * Takes the next command.
   *
   * @return why it does nothing, as {@link RunState#objection} says it; empty where it does
   *     something, or its run is not known yet
   */
  public Optional<String> command(RunCommand command) {
    RunState known = states.get(command.getRun());
    if (known == null) {
      early.computeIfAbsent(command.getRun(), run -> new ArrayList<>()).add(command);
      return Optional.empty();
    }
    states.put(command.getRun(), known.after(command));
    return known.objection(command);
  }

  /** The state of a run; empty where it was never published. */
  public Optional<RunState> find(String run) {
    return Optional.ofNullable(states.get(run));
  }

  /** The states of all runs, deleted ones too, in the order in which they were published. */
  public Collection<RunState> all() {
    return List.copyOf(states.values());
  }
}
