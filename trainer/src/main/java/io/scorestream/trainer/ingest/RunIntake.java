package io.scorestream.trainer.ingest;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.RunRegister;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.trainer.cache.SampleLog;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns specifications and commands into feeds. Records are taken first, and only then brought to
 * the feeds: at a start all that there are, so that a run which was deleted is never begun. Owned
 * by the ingest thread.
 */
final class RunIntake {

  private static final Logger LOG = LoggerFactory.getLogger(RunIntake.class);

  private final EventReader<RunSpec> specs;
  private final EventReader<RunCommand> commands;
  private final Set<String> wanted;
  private final SampleIntake samples;
  private final BadRecords bad;
  private final RunFeeds feeds;
  private final RunRegister register = new RunRegister();

  /** Where each specification is. */
  private final Map<String, ConsumerRecord<String, byte[]>> places = new HashMap<>();

  /** Runs that something was said of since they were brought to the feeds. */
  private final Set<String> changed = new LinkedHashSet<>();

  /**
   * @param wanted ids of the runs to train; empty for all
   */
  RunIntake(
      KafkaClients clients,
      Set<String> wanted,
      SampleIntake samples,
      BadRecords bad,
      RunFeeds feeds) {
    this.specs = new EventReader<>(clients.connection(), clients.topics().runs(), RunSpec.class);
    this.commands =
        new EventReader<>(clients.connection(), clients.topics().commands(), RunCommand.class);
    this.wanted = wanted;
    this.samples = samples;
    this.bad = bad;
    this.feeds = feeds;
  }

  /** Takes one record of the runs topic. One that is no sound run hurts no other. */
  void takeSpecification(ConsumerRecord<String, byte[]> record) {
    try {
      RunSpec spec = specs.read(record);
      if (spec != null && isWanted(spec.getRun())) {
        take(record, spec);
      }
    } catch (ScorestreamException e) {
      bad.keep(record, e);
    }
  }

  /**
   * Takes one record of the commands topic. One that nobody can read commands nothing: it hurts no
   * run.
   */
  void takeCommand(ConsumerRecord<String, byte[]> record) {
    try {
      RunCommand command = commands.read(record);
      if (command != null && isWanted(command.getRun())) {
        register
            .command(command)
            .ifPresentOrElse(
                why ->
                    LOG.info(
                        "{} of run {} does nothing: the run {}",
                        command.getAction(),
                        command.getRun(),
                        why),
                () -> feeds.release(command.getRun()));
        changed.add(command.getRun());
      }
    } catch (ScorestreamException e) {
      bad.keep(record, e);
    }
  }

  /** Brings to the feeds what was taken since the last time. */
  void show() {
    for (String run : changed) {
      register.find(run).ifPresent(this::show);
    }
    changed.clear();
  }

  /**
   * Has the runs of a source looked at again: what it is described as may be what none of them
   * takes.
   */
  void look(String source) {
    register.all().stream()
        .map(RunState::run)
        .filter(run -> run.spec().getSource().equals(source))
        .forEach(run -> changed.add(run.id()));
  }

  private boolean isWanted(String run) {
    return wanted.isEmpty() || wanted.contains(run);
  }

  private void take(ConsumerRecord<String, byte[]> record, RunSpec spec) {
    try {
      Optional<String> objection = register.publish(spec);
      objection.ifPresent(
          why ->
              LOG.warn("{} is ignored: run {} {}", EventReader.place(record), spec.getRun(), why));
      places.putIfAbsent(spec.getRun(), record);
      changed.add(spec.getRun());
    } catch (IllegalArgumentException e) {
      throw unusable(record, e);
    }
  }

  private void show(RunState state) {
    if (state.deleted()) {
      feeds.delete(state);
      return;
    }
    if (state.failure() != null) {
      feeds.leave(state);
      return;
    }
    if (feeds.isWithheld(state.run().id())) {
      return;
    }
    ConsumerRecord<String, byte[]> record = requireNonNull(places.get(state.run().id()));
    try {
      SampleLog log = samples.logOf(state.run());
      feeds.put(new RunFeed(state, log));
      samples.readOn(log);
    } catch (IllegalArgumentException e) {
      ScorestreamException why = unusable(record, e);
      bad.keep(record, why);
      feeds.refuse(state, why);
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.BAD_DATA && e.reason() != Reason.CONFLICT) {
        throw e;
      }
      feeds.refuse(state, e);
    }
  }

  private static ScorestreamException unusable(
      ConsumerRecord<String, byte[]> record, IllegalArgumentException why) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        EventReader.place(record) + " has a run that cannot be trained: " + why.getMessage(),
        "delete the run and apply one that can under another id",
        why);
  }
}
