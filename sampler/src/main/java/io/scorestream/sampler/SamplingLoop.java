package io.scorestream.sampler;

import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.DeadLetters;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads checkpoints and makes the generations that are missing. Owned by one thread. */
final class SamplingLoop {

  private static final Logger LOG = LoggerFactory.getLogger(SamplingLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic topic;
  private final EventReader<ScoreCheckpoint> reader;
  private final boolean skipBadRecords;
  private final NetworkSampler sampler;
  private final SampledRuns runs;
  private final DeadLetters letters;
  private final ActivityReporter activity;

  SamplingLoop(
      KafkaClients clients,
      boolean skipBadRecords,
      NetworkSampler sampler,
      SampledRuns runs,
      DeadLetters letters,
      ActivityReporter activity) {
    this.topic = clients.topics().checkpoints();
    this.reader = new EventReader<>(clients.connection(), topic, ScoreCheckpoint.class);
    this.skipBadRecords = skipBadRecords;
    this.sampler = sampler;
    this.runs = runs;
    this.letters = letters;
    this.activity = activity;
  }

  /**
   * Reads all checkpoints from the first on, until it is told to stop.
   *
   * @throws CancellationException when it is told so in the middle of a milestone
   */
  void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopping) {
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(number -> new TopicPartition(topic.name(), number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    while (!stopping.getAsBoolean()) {
      activity.report(Activity.waiting());
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (stopping.getAsBoolean()) {
          return;
        }
        accept(record, stopping);
      }
    }
  }

  private void accept(ConsumerRecord<String, byte[]> record, BooleanSupplier stopping) {
    try {
      ScoreCheckpoint checkpoint = reader.read(record);
      if (checkpoint == null) {
        runs.forget(Keys.run(record.key()));
        return;
      }
      Optional<SampledRun> run =
          runs.of(checkpoint).filter(it -> !it.log().contains(checkpoint.getMilestone()));
      if (run.isPresent()) {
        assembled(record, checkpoint, run.get())
            .ifPresent(networks -> generate(run.get(), networks, stopping));
      }
    } catch (ScorestreamException e) {
      refuse(record, e);
    }
  }

  private static Optional<TrainedNetworks> assembled(
      ConsumerRecord<String, byte[]> record, ScoreCheckpoint checkpoint, SampledRun run) {
    try {
      return run.assembly().add(checkpoint);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(record) + " holds no usable checkpoint: " + e.getMessage(),
          "find out who wrote it; set on.bad.record=skip to keep it in the dead-letters topic and"
              + " go on without its milestone",
          e);
    }
  }

  private void generate(SampledRun target, TrainedNetworks networks, BooleanSupplier stopping) {
    Run run = target.run();
    int steps = run.grid().steps();
    float[] samples;
    try {
      report(run, networks, 0, stopping);
      samples =
          sampler.sample(
              run, networks, remaining -> report(run, networks, steps - remaining, stopping));
    } catch (CancellationException stopped) {
      throw stopped;
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "%s, milestone %d: %s".formatted(run, networks.milestone(), e.getMessage()),
          "train with a smaller rate; set on.bad.record=skip to go on without this milestone",
          e);
    }
    target.log().commit(networks.milestone(), GenerationBatches.of(run, networks, samples));
    LOG.info("{}: sampled milestone {}", run, networks.milestone());
  }

  private void report(Run run, TrainedNetworks networks, int done, BooleanSupplier stopping) {
    if (stopping.getAsBoolean()) {
      throw new CancellationException();
    }
    activity.report(
        new Activity(
            "sampling", run.id(), networks.milestone(), done, run.grid().steps(), "timesteps"));
  }

  private void refuse(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    if (why.reason() != Reason.BAD_DATA) {
      throw why;
    }
    letters.keep(record, why);
    if (!skipBadRecords) {
      throw why;
    }
    LOG.warn("{}; it is kept on the dead-letters topic and passed over", why.getMessage());
  }
}
