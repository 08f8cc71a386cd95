package io.scorestream.sampler;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.Service;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.Connectivity;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generates samples for every milestone whose checkpoints are complete.
 *
 * <p>It keeps no state of its own: at its start it reads which generations there are, and makes
 * those that the checkpoints topic still allows and that are missing. All fields but {@code
 * consumer} belong to the thread that calls {@link #run}.
 */
public final class SamplerService implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(SamplerService.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final SamplerSettings settings;
  private final KafkaClients clients;
  private final EventReader<RunSpec> runReader;
  private final EventReader<ScoreCheckpoint> checkpointReader;
  private volatile boolean stopped;
  private volatile Consumer<String, byte[]> consumer;

  /**
   * @param settings where to read from and write to
   */
  public SamplerService(SamplerSettings settings) {
    this.settings = settings;
    this.clients = new KafkaClients(settings.connection());
    this.runReader =
        new EventReader<>(settings.connection(), clients.topics().runs(), RunSpec.class);
    this.checkpointReader =
        new EventReader<>(
            settings.connection(), clients.topics().checkpoints(), ScoreCheckpoint.class);
  }

  @Override
  public void run() {
    Connectivity.check(clients);
    new TopicAdministration(clients).require();
    try (Consumer<String, byte[]> reader = clients.consumer("sampler-" + settings.instance());
        ActivityReporter activity = new ActivityReporter(clients, "sampler", settings.instance());
        GenerationLog generations = new GenerationLog(clients, settings.instance());
        Generator generator = new Generator(settings.device())) {
      consumer = reader;
      PendingMilestones pending = new PendingMilestones(generations.milestones());
      assignAll(reader);
      activity.report(Activity.waiting());
      while (!stopped) {
        for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
          for (PendingMilestones.Complete milestone : taken(record, pending)) {
            serve(milestone, generator, generations, activity);
          }
        }
      }
    } catch (WakeupException e) {
      LOG.debug("woken to stop");
    }
  }

  @Override
  public void stop() {
    stopped = true;
    Consumer<String, byte[]> reader = consumer;
    if (reader != null) {
      reader.wakeup();
    }
  }

  private List<PendingMilestones.Complete> taken(
      ConsumerRecord<String, byte[]> record, PendingMilestones pending) {
    if (record.topic().equals(clients.topics().runs().name())) {
      RunSpec spec = runReader.read(record);
      if (spec == null) {
        pending.remove(record.key());
        return List.of();
      }
      return pending.add(run(spec, record));
    }
    ScoreCheckpoint checkpoint = checkpointReader.read(record);
    return checkpoint == null ? List.of() : pending.add(checkpoint);
  }

  private static Run run(RunSpec spec, ConsumerRecord<String, byte[]> record) {
    try {
      return new Run(spec);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(record) + " is no run that can be sampled: " + e.getMessage(),
          "publish the run again with 'scorestream runs apply'",
          e);
    }
  }

  private void serve(
      PendingMilestones.Complete milestone,
      Generator generator,
      GenerationLog generations,
      ActivityReporter activity) {
    String run = milestone.run().id();
    long steps = milestone.run().grid().steps();
    List<GenerationBatch> batches =
        generator.generate(
            milestone,
            done ->
                activity.report(
                    new Activity("sampling", run, milestone.m(), done, steps, "timesteps")));
    generations.publish(batches);
    activity.report(Activity.waiting());
    LOG.info("run {}: generations of milestone {} published", run, milestone.m());
  }

  private void assignAll(Consumer<String, byte[]> reader) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : List.of(clients.topics().runs(), clients.topics().checkpoints())) {
      IntStream.range(0, topic.partitions())
          .mapToObj(number -> new TopicPartition(topic.name(), number))
          .forEach(partitions::add);
    }
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
  }
}
