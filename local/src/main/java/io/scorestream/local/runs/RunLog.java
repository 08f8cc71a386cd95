package io.scorestream.local.runs;

import io.scorestream.events.RunSpec;
import io.scorestream.run.Hashes;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
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
    EventReader<RunSpec> reader = new EventReader<>(clients.connection(), topic, RunSpec.class);
    Map<String, RunSpec> runs = new TreeMap<>();
    TopicScan.all(
        clients,
        topic,
        record -> {
          RunSpec spec = reader.read(record);
          if (spec == null) {
            runs.remove(record.key());
          } else {
            runs.put(record.key(), spec);
          }
        });
    return runs;
  }

  /**
   * Publishes a run, unless it is there already.
   *
   * @return whether anything was published
   * @throws ScorestreamException with {@link Reason#CONFLICT} when another run has its id: only the
   *     last milestone of a run may change
   */
  public boolean apply(RunSpec spec) {
    RunSpec known = read().get(spec.getRun());
    if (spec.equals(known)) {
      return false;
    }
    if (known != null && !Hashes.of(known).equals(Hashes.of(spec))) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "run " + spec.getRun() + " exists with another specification",
          "use another run id; of a run that exists only the last milestone can be changed");
    }
    publish(spec);
    return true;
  }

  private void publish(RunSpec spec) {
    try (Producer<String, SpecificRecord> producer = clients.producer("runs")) {
      producer.send(new ProducerRecord<>(topic.name(), 0, spec.getRun(), spec)).get();
    } catch (ExecutionException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }
}
