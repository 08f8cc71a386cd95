package io.scorestream.control.runs;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.codec.Floats;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What samplers have made of a run's milestones. */
public final class StoredGenerations {

  private final KafkaClients clients;
  private final RunState state;

  /** Of the incarnation that the run is in. */
  public StoredGenerations(KafkaClients clients, RunState state) {
    this.clients = clients;
    this.state = state;
  }

  /** The milestones of which all generations are there. */
  public NavigableSet<Long> milestones() {
    Map<Long, Integer> batches = new HashMap<>();
    NavigableSet<Long> whole = new TreeSet<>();
    scan(
        batch -> {
          int count = batches.merge(batch.getMilestone(), 1, Integer::sum);
          if (count == batch.getBatches()) {
            whole.add(batch.getMilestone());
          }
        });
    return whole;
  }

  /** Those of a milestone, {@code [n, d]}; none where there are none. */
  public Rows of(long milestone) {
    SortedMap<Integer, Rows> batches = new TreeMap<>();
    scan(
        batch -> {
          if (batch.getMilestone() == milestone) {
            batches.put(
                batch.getBatch(), Rows.of(Floats.of(batch.getData()), batch.getDimension()));
          }
        });
    return Rows.joined(state.run().sampleDimension(), List.copyOf(batches.values()));
  }

  private void scan(Consumer<GenerationBatch> reader) {
    EventReader<GenerationBatch> events =
        new EventReader<>(
            clients.connection(), clients.topics().generations(), GenerationBatch.class);
    TopicScan.all(
        clients,
        clients.topics().generations(),
        record -> {
          GenerationBatch batch = mayBeOurs(record) ? events.read(record) : null;
          if (batch != null
              && batch.getRun().equals(state.run().id())
              && batch.getIncarnation() == state.incarnation()) {
            reader.accept(batch);
          }
        });
  }

  /** Generations are large: those of other runs are not decoded. */
  private boolean mayBeOurs(ConsumerRecord<String, byte[]> record) {
    return record.key() != null && record.key().startsWith(state.run().id() + "/");
  }
}
