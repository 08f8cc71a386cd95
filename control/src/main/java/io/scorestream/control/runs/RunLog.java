package io.scorestream.control.runs;

import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.RunState;
import io.scorestream.run.Hashes;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.settings.NearestName;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The runs that the runs topic holds. Owned by one thread. */
public final class RunLog {

  private final KafkaClients clients;
  private final Topic topic;

  /**
   * @param clients the cluster
   */
  public RunLog(KafkaClients clients) {
    this.clients = clients;
    this.topic = clients.topics().runs();
  }

  /** The newest specification of every run, by its id. */
  public Map<String, RunSpec> read() {
    Map<String, RunSpec> runs = new TreeMap<>();
    scan(
        (id, spec) -> {
          if (spec == null) {
            runs.remove(id);
          } else {
            runs.put(id, spec);
          }
        });
    return runs;
  }

  /**
   * One run.
   *
   * @throws ScorestreamException with {@link Reason#USAGE} when there is none of that id
   */
  public RunSpec find(String run) {
    Map<String, RunSpec> runs = read();
    if (!runs.containsKey(run)) {
      throw new ScorestreamException(
          Reason.USAGE,
          "there is no run '" + run + "'" + NearestName.hint(run, runs.keySet()),
          "'scorestream runs list' shows those that there are");
    }
    return runs.get(run);
  }

  /** What a run was last, also when it is deleted; empty where the topic knows nothing of it. */
  Optional<RunSpec> last(String run) {
    Map<String, RunSpec> everyRun = new TreeMap<>();
    scan(
        (id, spec) -> {
          if (spec != null) {
            everyRun.put(id, spec);
          }
        });
    return Optional.ofNullable(everyRun.get(run));
  }

  private void scan(BiConsumer<String, RunSpec> each) {
    EventReader<RunSpec> reader = new EventReader<>(clients.connection(), topic, RunSpec.class);
    TopicScan.all(clients, topic, record -> each.accept(record.key(), reader.read(record)));
  }

  /**
   * Publishes a run, unless it is there already. Of one that is there, the state and the milestones
   * that were asked for stay as they are.
   *
   * @return whether anything was published
   * @throws ScorestreamException with {@link Reason#CONFLICT} when another run has its id, or had
   *     it before it was deleted: only the last milestone of a run may change
   */
  public boolean apply(RunSpec spec) {
    Optional<RunSpec> before = last(spec.getRun());
    if (before.isPresent() && !Hashes.of(before.get()).equals(Hashes.of(spec))) {
      boolean exists = read().containsKey(spec.getRun());
      throw new ScorestreamException(
          Reason.CONFLICT,
          "run "
              + spec.getRun()
              + (exists ? " exists" : " was deleted, but existed")
              + " with another specification",
          "use another run id; of a run that exists only the last milestone can be changed");
    }
    RunSpec known = read().get(spec.getRun());
    RunSpec wanted = known == null ? spec : until(known, spec.getMilestones().getLast());
    if (wanted.equals(known)) {
      return false;
    }
    publish(wanted);
    return true;
  }

  private static RunSpec until(RunSpec known, Long last) {
    MilestoneSpec milestones =
        MilestoneSpec.newBuilder(known.getMilestones()).setLast(last).build();
    return RunSpec.newBuilder(known).setMilestones(milestones).build();
  }

  /**
   * Pauses a run, or lets it go on.
   *
   * @return whether it was otherwise before
   */
  public boolean set(String run, RunState state) {
    RunSpec known = find(run);
    if (known.getState() == state) {
      return false;
    }
    publish(RunSpec.newBuilder(known).setState(state).build());
    return true;
  }

  /**
   * Asks for a milestone beside those of the schedule.
   *
   * @param m at least 1
   * @return whether it was not asked for, nor of the schedule, before
   */
  public boolean request(String run, long m) {
    RunSpec known = find(run);
    if (new Run(known).milestones().upTo(m).contains(m)) {
      return false;
    }
    List<Long> requested = new ArrayList<>(known.getMilestones().getRequested());
    requested.add(m);
    MilestoneSpec milestones =
        MilestoneSpec.newBuilder(known.getMilestones()).setRequested(requested).build();
    publish(RunSpec.newBuilder(known).setMilestones(milestones).build());
    return true;
  }

  /** Publishes that the run is no more. */
  void withdraw(String run) {
    publish(run, null);
  }

  private void publish(RunSpec spec) {
    publish(spec.getRun(), spec);
  }

  private void publish(String run, RunSpec spec) {
    try (Producer<String, SpecificRecord> producer = clients.producer("runs")) {
      producer.send(new ProducerRecord<>(topic.name(), 0, run, spec)).get();
    } catch (ExecutionException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }
}
