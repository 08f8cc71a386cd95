package io.scorestream.steering;

import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.RunRegister;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.settings.NearestName;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.topics.Topic;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that there are, and what is commanded of them. Nothing is changed by reading it first
 * and writing it back: whatever others do at the same time is kept, and the order of the topics
 * says what came first. Owned by one thread.
 */
public final class RunLog {

  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final long NOWHERE = -1;

  private final KafkaClients clients;

  /**
   * @param clients the cluster
   */
  public RunLog(KafkaClients clients) {
    this.clients = clients;
  }

  /** What {@link #apply} did. */
  public enum Applied {
    /** There is a new run. */
    PUBLISHED,
    /** A deleted run begins anew. */
    RESTORED,
    /** A run goes on further. */
    EXTENDED,
    /** Nothing: the run is there, and goes as far already. */
    UNCHANGED
  }

  /**
   * What came of a command.
   *
   * @param state of the run, with the command, where it is given, and all before it
   * @param objection why the command does nothing, as {@link RunState#objection} says it
   */
  public record Steered(RunState state, Optional<String> objection) {}

  /** What every run is to do, by their ids; deleted runs too. */
  public List<RunState> read() {
    return read(NOWHERE).register().all().stream()
        .sorted(Comparator.comparing(state -> state.run().id()))
        .toList();
  }

  /**
   * One run, deleted or not.
   *
   * @throws ScorestreamException with {@link Reason#USAGE} when there was never one of that id
   */
  public RunState find(String run) {
    RunRegister register = read(NOWHERE).register();
    return register.find(run).orElseThrow(() -> unknown(run, register));
  }

  /**
   * Sees to it that there is such a run, and that it goes as far at least. To be called again is
   * harmless: what was commanded of the run stays.
   *
   * @throws ScorestreamException with {@link Reason#CONFLICT} when another run has its id, or had
   *     it before it was deleted, or its source is described as one of other samples
   */
  public Applied apply(RunSpec spec) {
    String run = spec.getRun();
    boolean isNew = read(NOWHERE).register().find(run).isEmpty();
    if (isNew) {
      requireFitsSource(new Run(spec));
      append(clients.topics().runs(), run, spec);
    }
    // Of two that publish a run at the same time, the first did.
    RunState state = find(run);
    requireSame(state, spec);
    boolean restored = state.deleted();
    if (restored) {
      state = command(run, RunAction.RESTORE, null).state();
    }
    boolean further = isBeyond(state.milestones().last(), spec.getMilestones().getLast());
    if (further) {
      command(run, RunAction.EXTEND, spec.getMilestones().getLast());
    }
    if (isNew) {
      return Applied.PUBLISHED;
    }
    return restored ? Applied.RESTORED : further ? Applied.EXTENDED : Applied.UNCHANGED;
  }

  /**
   * What {@link #apply} would do now. Nothing is written.
   *
   * @throws ScorestreamException as {@link #apply} would
   */
  public Applied foresee(RunSpec spec) {
    Optional<RunState> there = read(NOWHERE).register().find(spec.getRun());
    if (there.isEmpty()) {
      requireFitsSource(new Run(spec));
      return Applied.PUBLISHED;
    }
    RunState state = there.get();
    requireSame(state, spec);
    if (state.deleted()) {
      return Applied.RESTORED;
    }
    return isBeyond(state.milestones().last(), spec.getMilestones().getLast())
        ? Applied.EXTENDED
        : Applied.UNCHANGED;
  }

  /**
   * Gives a command to a run, and reads what comes of it; one that would do nothing is not given.
   *
   * @param milestone what the action is about; {@code null} where it is about none
   * @throws ScorestreamException with {@link Reason#USAGE} when there is no such run
   */
  public Steered command(String run, RunAction action, @Nullable Long milestone) {
    return command(run, state -> command(state, action, milestone, null));
  }

  /**
   * Lets a run go on that is paused or has failed, on the terms of {@link #command}.
   *
   * @param learningRate of its next milestones, in (0, 1); {@code null} for that which it had
   */
  public Steered resume(String run, @Nullable Double learningRate) {
    return command(run, state -> command(state, RunAction.RESUME, null, learningRate));
  }

  /** What {@link #resume} would do now. Nothing is written. */
  public Steered foreseeResume(String run, @Nullable Double learningRate) {
    return foresee(run, state -> command(state, RunAction.RESUME, null, learningRate));
  }

  private Steered command(String run, Function<RunState, RunCommand> of) {
    Steered foreseen = foresee(run, of);
    if (foreseen.objection().isPresent()) {
      return foreseen;
    }
    RunCommand command = of.apply(foreseen.state());
    Seen seen = read(append(clients.topics().commands(), run, command));
    return new Steered(seen.register().find(run).orElseThrow(), seen.objection());
  }

  /**
   * What such a command would be given to, and whether it would do nothing. Nothing is written.
   *
   * @param milestone what the action is about; {@code null} where it is about none
   * @throws ScorestreamException with {@link Reason#USAGE} when there is no such run
   */
  public Steered foresee(String run, RunAction action, @Nullable Long milestone) {
    return foresee(run, state -> command(state, action, milestone, null));
  }

  private Steered foresee(String run, Function<RunState, RunCommand> of) {
    RunState before = find(run);
    return new Steered(before, before.objection(of.apply(before)));
  }

  private static RunCommand command(
      RunState of, RunAction action, @Nullable Long milestone, @Nullable Double learningRate) {
    return new RunCommand(
        of.run().id(),
        action,
        milestone,
        System.getProperty("user.name"),
        of.run().hash(),
        null,
        learningRate);
  }

  /**
   * What the topics hold.
   *
   * @param objection to the command at the offset that was asked for
   */
  private record Seen(RunRegister register, Optional<String> objection) {}

  private Seen read(long offset) {
    RunRegister register = new RunRegister();
    Topic runs = clients.topics().runs();
    EventReader<RunSpec> specs = new EventReader<>(clients.connection(), runs, RunSpec.class);
    TopicScan.all(
        clients,
        runs,
        record ->
            read(specs, record)
                .ifPresent(spec -> publish(register, spec, EventReader.place(record))));
    Topic topic = clients.topics().commands();
    EventReader<RunCommand> commands =
        new EventReader<>(clients.connection(), topic, RunCommand.class);
    String[] objection = new String[1];
    TopicScan.all(
        clients,
        topic,
        record -> {
          Optional<String> why = read(commands, record).flatMap(register::command);
          if (record.offset() == offset) {
            objection[0] = why.orElse(null);
          }
        });
    return new Seen(register, Optional.ofNullable(objection[0]));
  }

  /** A record that nobody can read says nothing, to trainers neither. */
  private static <V extends SpecificRecord> Optional<V> read(
      EventReader<V> reader, ConsumerRecord<String, byte[]> record) {
    return reader.readable(record, why -> LOG.warn("passed over: {}", why));
  }

  /** A specification that nobody can use hurts no other run. */
  private static void publish(RunRegister register, RunSpec spec, String place) {
    try {
      register
          .publish(spec)
          .ifPresent(why -> LOG.debug("{} is ignored: run {} {}", place, spec.getRun(), why));
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is passed over: {}", place, e.getMessage());
    }
  }

  private void requireFitsSource(Run run) {
    try {
      SourcePlaces.described(clients, run.spec().getSource()).ifPresent(run::requireFits);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          String.valueOf(e.getMessage()),
          "apply the run on what the source was described as when it was begun, or give the new data"
              + " a source of its own",
          e);
    }
  }

  private static void requireSame(RunState state, RunSpec spec) {
    if (!withoutEnd(state.run().spec()).equals(withoutEnd(spec))) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          state.run()
              + (state.deleted() ? " was deleted, but existed" : " exists")
              + " with another specification",
          "use another run id; of a run that exists only the last milestone can be moved on");
    }
  }

  private static RunSpec withoutEnd(RunSpec spec) {
    MilestoneSpec milestones = MilestoneSpec.newBuilder(spec.getMilestones()).setLast(null).build();
    return RunSpec.newBuilder(spec).setMilestones(milestones).build();
  }

  private static boolean isBeyond(OptionalLong last, @Nullable Long wanted) {
    return last.isPresent() && (wanted == null || wanted > last.getAsLong());
  }

  private static ScorestreamException unknown(String run, RunRegister register) {
    List<String> known = register.all().stream().map(state -> state.run().id()).toList();
    return new ScorestreamException(
        Reason.USAGE,
        "there is no run '" + run + "'" + NearestName.hint(run, known),
        "'scorestream runs list' shows those that there are");
  }

  /** Returns the offset. */
  private long append(Topic topic, String run, SpecificRecord event) {
    try (Producer<String, SpecificRecord> producer = clients.producer("runs")) {
      return producer.send(new ProducerRecord<>(topic.name(), 0, run, event)).get().offset();
    } catch (ExecutionException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }
}
