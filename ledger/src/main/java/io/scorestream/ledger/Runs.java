package io.scorestream.ledger;

import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceInfo;
import io.scorestream.run.RunRegister;
import io.scorestream.run.RunState;
import io.scorestream.run.TrainingPlan;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.NearestName;
import io.scorestream.topics.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a ledger is of, and the sources that there are. What is said of a run's earlier
 * incarnations is of runs that are no more, and not looked at. Owned by one thread.
 */
final class Runs {

  private final RunRegister register = new RunRegister();
  private final Map<String, SourceInfo> sources = new HashMap<>();

  /** The plans of each run, in their order, all of its incarnations'. */
  private final Map<String, Set<TrainingPlan>> plans = new HashMap<>();

  private final Optional<String> only;
  private final Letters letters;
  private final LedgerDraft draft;

  /**
   * @param only the one run that the ledger is of; empty for all
   */
  Runs(Optional<String> only, Letters letters, LedgerDraft draft) {
    this.only = only;
    this.letters = letters;
    this.draft = draft;
  }

  void take(ConsumerRecord<String, byte[]> record, @Nullable RunSpec spec) {
    if (spec == null) {
      return;
    }
    try {
      register
          .publish(spec)
          .ifPresent(
              why ->
                  draft.notice(
                      "%s is ignored: run %s %s".formatted(Places.of(record), spec.getRun(), why)));
      keepPlan(spec.getRun());
    } catch (IllegalArgumentException e) {
      letters.refuse(draft, record, String.valueOf(e.getMessage()));
    }
  }

  private void keepPlan(String run) {
    register
        .find(run)
        .ifPresent(
            state -> plans.computeIfAbsent(run, id -> new LinkedHashSet<>()).add(state.training()));
  }

  void take(ConsumerRecord<String, byte[]> record, @Nullable RunCommand command) {
    if (command != null) {
      // That one does nothing is no finding: of two that are given at a time, one may.
      Optional<String> unused = register.command(command);
      keepPlan(command.getRun());
    }
  }

  void take(ConsumerRecord<String, byte[]> record, @Nullable SourceInfo source) {
    if (source != null) {
      sources.put(source.getSource(), source);
    }
  }

  /**
   * Returns when there is such a run as the ledger is to be of.
   *
   * @throws ScorestreamException with {@link Reason#USAGE} when there never was one
   */
  void requireWanted() {
    if (only.isPresent() && register.find(only.get()).isEmpty()) {
      List<String> known = register.all().stream().map(state -> state.run().id()).toList();
      throw new ScorestreamException(
          Reason.USAGE,
          "there is no run '" + only.get() + "'" + NearestName.hint(only.get(), known),
          "'scorestream runs list' shows those that there are");
    }
  }

  Map<String, SourceInfo> sources() {
    return sources;
  }

  /** All runs that were ever published, the deleted ones too. */
  Collection<RunState> published() {
    return register.all();
  }

  /** By which a run was ever to be trained, the newest first. */
  List<TrainingPlan> plans(String run) {
    List<TrainingPlan> newestFirst = new ArrayList<>(plans.getOrDefault(run, Set.of()));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Those that are not deleted, of those that the ledger is of. */
  List<RunState> current() {
    return register.all().stream()
        .filter(state -> !state.deleted() && isWanted(state.run().id()))
        .toList();
  }

  /** One of these; empty also where an incarnation is an earlier one. */
  Optional<RunState> current(String run, int incarnation) {
    return register
        .find(run)
        .filter(state -> !state.deleted() && state.incarnation() == incarnation && isWanted(run));
  }

  /** Whether a key's run, its first part, is one that the ledger is of. */
  boolean isWantedKey(@Nullable String key) {
    return key == null || isWanted(Keys.run(key));
  }

  /** Whether a source is one of the runs that the ledger is of. */
  boolean isWantedSource(@Nullable String source) {
    return only.isEmpty()
        || current().stream().anyMatch(it -> it.run().spec().getSource().equals(source));
  }

  /** Whether the ledger is of that run. */
  boolean isWanted(String run) {
    return only.isEmpty() || only.get().equals(run);
  }

  /** Enters what the runs are and what is commanded of them. */
  void finish() {
    for (RunState state : register.all()) {
      if (!isWanted(state.run().id())) {
        continue;
      }
      if (state.failure() != null) {
        draft.notice("%s has failed: %s".formatted(state.run(), state.failure()));
      }
      draft.enter("runs/" + state.run().id(), state.run().hash());
      draft.enter(
          "commands/" + state.run().id(),
          Digest.ofAll(state.incarnation(), state.word(), state.milestones().toString()));
    }
    sources.values().stream()
        .filter(source -> isWantedSource(source.getSource()))
        .forEach(
            source ->
                draft.enter(
                    "sources/" + source.getSource(),
                    Digest.ofAll(
                        source.getDimension(),
                        source.getColumns(),
                        source.getImage(),
                        source.getLaw())));
  }
}
