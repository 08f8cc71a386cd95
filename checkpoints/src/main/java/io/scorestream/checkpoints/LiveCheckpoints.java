package io.scorestream.checkpoints;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.RunRegister;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicTail;
import io.scorestream.topics.Topic;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs and their whole milestones as they are now, for who asks again and again; {@link
 * CheckpointCatalogue} is for who asks once. Records that cannot be used are passed over: whoever
 * works on all of them refuses them. Owned by one thread.
 */
public final class LiveCheckpoints implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveCheckpoints.class);

  private final Tail<RunSpec> specs;
  private final Tail<RunCommand> commands;
  private final Tail<MilestoneReached> milestones;
  private final RunRegister register = new RunRegister();
  private final Map<String, Known> known = new HashMap<>();

  /** What is whole of an incarnation of a run. */
  private record Known(int incarnation, RunCheckpoints checkpoints) {}

  /**
   * @param clientId names this process in the brokers' logs
   */
  public LiveCheckpoints(KafkaClients clients, String clientId) {
    this.specs = new Tail<>(clients, clients.topics().runs(), RunSpec.class, clientId);
    this.commands = new Tail<>(clients, clients.topics().commands(), RunCommand.class, clientId);
    this.milestones =
        new Tail<>(clients, clients.topics().milestones(), MilestoneReached.class, clientId);
  }

  /** Takes in what has come since it was last called. */
  public void refresh() {
    // A run is there, and begins anew, before its milestones are reached: of all that are read
    // here the runs' own topics tell, which are read after them.
    Map<ConsumerRecord<String, byte[]>, MilestoneReached> reached = new LinkedHashMap<>();
    milestones.read(reached::put);
    specs.read(this::publish);
    commands.read((record, command) -> register.command(command));
    reached.forEach(this::add);
  }

  /** A run that is not deleted; empty where there is none of that id. */
  public Optional<RunState> run(String id) {
    return register.find(id).filter(state -> !state.deleted());
  }

  /** The whole milestones of a run as it is now, by m. */
  public NavigableMap<Long, Checkpoint> of(RunState run) {
    Known found = known.get(run.run().id());
    return found == null || found.incarnation() != run.incarnation()
        ? new TreeMap<>()
        : Collections.unmodifiableNavigableMap(found.checkpoints().whole());
  }

  private void publish(ConsumerRecord<String, byte[]> record, RunSpec spec) {
    try {
      register
          .publish(spec)
          .ifPresent(
              why ->
                  LOG.debug(
                      "{} is ignored: run {} {}", EventReader.place(record), spec.getRun(), why));
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is passed over: {}", EventReader.place(record), e.getMessage());
    }
  }

  private void add(ConsumerRecord<String, byte[]> record, MilestoneReached reached) {
    run(reached.getRun())
        .ifPresent(
            state ->
                known
                    .merge(
                        reached.getRun(),
                        new Known(state.incarnation(), new RunCheckpoints(state)),
                        (before, anew) ->
                            before.incarnation() == anew.incarnation() ? before : anew)
                    .checkpoints()
                    .add(record, reached));
  }

  @Override
  public void close() {
    specs.close();
    commands.close();
    milestones.close();
  }

  /** The new events of a topic. */
  private static final class Tail<V extends SpecificRecord> implements AutoCloseable {

    private final TopicTail records;
    private final EventReader<V> reader;

    Tail(KafkaClients clients, Topic topic, Class<V> type, String clientId) {
      this.records = new TopicTail(clients, topic, clientId + "-" + topic.entity());
      this.reader = new EventReader<>(clients.connection(), topic, type);
    }

    void read(BiConsumer<ConsumerRecord<String, byte[]>, V> each) {
      records.read(
          record -> {
            try {
              V event = reader.read(record);
              if (event != null) {
                each.accept(record, event);
              }
            } catch (ScorestreamException e) {
              if (e.reason() != Reason.BAD_DATA) {
                throw e;
              }
              LOG.warn("passed over: {}", e.getMessage());
            }
          });
    }

    @Override
    public void close() {
      records.close();
    }
  }
}
