package io.scorestream.trainer.ingest;

import io.scorestream.events.RunSpec;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.trainer.training.RunPlan;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns run specifications into feeds. Owned by the ingest thread. */
final class RunIntake {

  private final EventReader<RunSpec> reader;
  private final Set<String> wanted;
  private final SampleIntake samples;
  private final BadRecords bad;
  private final RunFeeds feeds;

  /**
   * @param wanted ids of the runs to train; empty for all
   */
  RunIntake(
      KafkaClients clients,
      Set<String> wanted,
      SampleIntake samples,
      BadRecords bad,
      RunFeeds feeds) {
    this.reader = new EventReader<>(clients.connection(), clients.topics().runs(), RunSpec.class);
    this.wanted = wanted;
    this.samples = samples;
    this.bad = bad;
    this.feeds = feeds;
  }

  /** Takes one record of the runs topic: a run to train, or that it is no more. */
  void accept(ConsumerRecord<String, byte[]> record) {
    try {
      RunSpec spec = reader.read(record);
      if (spec == null) {
        feeds.remove(record.key());
      } else if (wanted.isEmpty() || wanted.contains(spec.getRun())) {
        accept(record, spec);
      }
    } catch (ScorestreamException e) {
      bad.refuse(record, e);
    }
  }

  private void accept(ConsumerRecord<String, byte[]> record, RunSpec spec) {
    try {
      RunPlan plan = RunPlan.of(spec);
      feeds.find(spec.getRun()).ifPresent(before -> requireUnchanged(before, plan, record));
      feeds.put(new RunFeed(plan, samples.logOf(spec)));
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(record) + " has a run that cannot be trained: " + e.getMessage(),
          "apply a specification that can, or set on.bad.record=skip to go on without this one",
          e);
    }
  }

  private static void requireUnchanged(
      RunFeed before, RunPlan plan, ConsumerRecord<String, byte[]> record) {
    if (!before.plan().run().hash().equals(plan.run().hash())) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          EventReader.place(record)
              + " changes the specification of "
              + plan.run()
              + " while it is trained",
          "give the changed specification a run id of its own; what was trained is kept");
    }
  }
}
