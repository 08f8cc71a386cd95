package io.scorestream.sampler;

import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.LagMeter;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.ownership.Claim;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the checkpoints of the runs that are this sampler's and makes the generations that are
 * missing. Owned by one thread.
 */
final class SamplingLoop {

  private static final Logger LOG = LoggerFactory.getLogger(SamplingLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Meters meters;
  private final Topic topic;
  private final EventReader<ScoreCheckpoint> reader;
  private final BadRecords badRecords;
  private final NetworkSampler sampler;
  private final SampledRuns runs;
  private final Ownership ownership;
  private final ActivityReporter activity;

  SamplingLoop(
      KafkaClients clients,
      BadRecords badRecords,
      NetworkSampler sampler,
      SampledRuns runs,
      Ownership ownership,
      ActivityReporter activity) {
    this.meters = clients.meters();
    this.topic = clients.topics().checkpoints();
    this.reader = new EventReader<>(clients.connection(), topic, ScoreCheckpoint.class);
    this.badRecords = badRecords;
    this.sampler = sampler;
    this.runs = runs;
    this.ownership = ownership;
    this.activity = activity;
  }

  /**
   * Goes on until it is told to stop.
   *
   * @throws CancellationException when it is told so in the middle of a milestone
   */
  void follow(OwnedCheckpoints checkpoints, BooleanSupplier stopping) throws InterruptedException {
    LagMeter lag = checkpoints.lag(meters);
    while (!stopping.getAsBoolean()) {
      activity.report(Activity.waiting());
      ConsumerRecords<String, byte[]> polled = checkpoints.poll(POLL, runs::leave);
      lag.polled(polled);
      for (ConsumerRecord<String, byte[]> record : polled) {
        if (stopping.getAsBoolean()) {
          return;
        }
        accept(record, stopping);
        lag.dealtWith(record);
      }
    }
  }

  private void accept(ConsumerRecord<String, byte[]> record, BooleanSupplier stopping) {
    try {
      ScoreCheckpoint checkpoint = reader.read(record);
      if (checkpoint == null) {
        forget(Keys.run(record.key()));
        return;
      }
      if (checkpoint.getHalf() != SampleHalf.BOTH) {
        return;
      }
      Claim claim = new Claim(checkpoint.getRun(), record.partition());
      OptionalLong grant = ownership.grant(claim);
      if (grant.isPresent()) {
        sample(record, checkpoint, new Held(claim, grant.getAsLong()), stopping);
      }
    } catch (ScorestreamException e) {
      badRecords.refuse(record, e);
    }
  }

  /** A run that is this sampler's, under a grant. */
  private record Held(Claim claim, long grant) {}

  private void forget(String run) {
    runs.forget(run);
    ownership.forget(run);
  }

  private void sample(
      ConsumerRecord<String, byte[]> record,
      ScoreCheckpoint checkpoint,
      Held held,
      BooleanSupplier stopping) {
    Optional<SampledRun> run =
        runs.of(checkpoint).filter(it -> !it.log().contains(checkpoint.getMilestone()));
    if (run.isEmpty()) {
      return;
    }
    BooleanSupplier lost = () -> !ownership.holds(held.claim(), held.grant());
    try {
      assembled(record, checkpoint, run.get())
          .ifPresent(
              networks ->
                  generate(
                      run.get(), networks, () -> stopping.getAsBoolean() || lost.getAsBoolean()));
    } catch (CancellationException e) {
      if (!lost.getAsBoolean()) {
        throw e;
      }
      LOG.info("{}: left in the middle of a milestone to another sampler", run.get().run());
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.FENCED) {
        throw e;
      }
      LOG.warn("{}; leaving it to that one", e.getMessage());
      ownership.depose(held.claim(), held.grant());
      runs.leave(checkpoint.getRun());
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

  private void generate(SampledRun target, TrainedNetworks networks, BooleanSupplier ending) {
    Run run = target.run();
    int steps = run.grid().steps();
    long began = System.nanoTime();
    float[] samples;
    try {
      report(run, networks, 0, ending);
      samples =
          sampler.sample(
              run, networks, remaining -> report(run, networks, steps - remaining, ending));
    } catch (CancellationException ended) {
      throw ended;
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "%s, milestone %d: %s".formatted(run, networks.milestone(), e.getMessage()),
          "train with a smaller rate; set on.bad.record=skip to go on without this milestone",
          e);
    }
    target.log().commit(networks.milestone(), GenerationBatches.of(run, networks, samples));
    meters.time(SamplerMeters.SAMPLING, Duration.ofNanos(System.nanoTime() - began), run.id());
    meters.count(
        SamplerMeters.SAMPLES_GENERATED, (double) samples.length / run.dimension(), run.id());
    LOG.info("{}: sampled milestone {}", run, networks.milestone());
  }

  private void report(Run run, TrainedNetworks networks, int done, BooleanSupplier ending) {
    if (ending.getAsBoolean()) {
      throw new CancellationException();
    }
    activity.report(
        new Activity(
            "sampling", run.id(), networks.milestone(), done, run.grid().steps(), "timesteps"));
  }
}
