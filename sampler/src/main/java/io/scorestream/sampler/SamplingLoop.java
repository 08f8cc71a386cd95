package io.scorestream.sampler;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WeightsReader;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleHalf;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.sampler.draw.NetworkSampler;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.LagMeter;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.RestingRuns;
import io.scorestream.service.ownership.Claim;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.Keys;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the milestones of all runs and makes the generations of those that fall to this sampler.
 * Owned by one thread.
 */
final class SamplingLoop {

  private static final Logger LOG = LoggerFactory.getLogger(SamplingLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** By how much clocks may differ. */
  private static final Duration SKEW = Duration.ofHours(1);

  /** A sampler knows of no end of a run's work: one that goes on has a milestone within this. */
  private static final Duration STAY = Duration.ofDays(1);

  private static final Duration STAY_DELETED = Duration.ofMinutes(10);

  private final Meters meters;
  private final RestingRuns resting;
  private final int partitions;
  private final EventReader<MilestoneReached> reader;
  private final BadRecords badRecords;
  private final NetworkSampler sampler;
  private final SampledRuns runs;
  private final WeightsReader weights;
  private final GenerationLogs logs;
  private final Ownership ownership;
  private final ActivityReporter activity;

  /** How long generations are kept; empty for ever. */
  private final Optional<Duration> kept;

  SamplingLoop(
      KafkaClients clients,
      BadRecords badRecords,
      NetworkSampler sampler,
      WeightsReader weights,
      GenerationLogs logs,
      Ownership ownership,
      ActivityReporter activity) {
    this.meters = clients.meters();
    this.resting = new RestingRuns(meters, STAY);
    this.partitions = clients.partitions(clients.topics().generations());
    this.reader =
        new EventReader<>(
            clients.connection(), clients.topics().milestones(), MilestoneReached.class);
    this.badRecords = badRecords;
    this.sampler = sampler;
    this.runs = new SampledRuns(clients);
    this.weights = weights;
    this.logs = logs;
    this.ownership = ownership;
    this.activity = activity;
    this.kept = new TopicAdministration(clients).retention(clients.topics().generations());
  }

  /**
   * Goes on until it is told to stop.
   *
   * @throws CancellationException when it is told so in the middle of a milestone
   */
  void follow(OwnedMilestones milestones, BooleanSupplier stopping) throws InterruptedException {
    LagMeter lag = milestones.lag(meters);
    while (!stopping.getAsBoolean()) {
      activity.report(Activity.waiting());
      resting.follow(Set.of()).forEach(runs::forgetDeleted);
      ConsumerRecords<String, byte[]> polled = milestones.poll(POLL, logs::leave, runs::restart);
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
      MilestoneReached reached = reader.read(record);
      if (reached == null) {
        // Of a run that was deleted; what is said of a later incarnation of it may have come
        // before.
        resting.ended(Keys.run(record.key()), STAY_DELETED);
        return;
      }
      int partition =
          Keys.generationPartition(reached.getRun(), reached.getMilestone(), partitions);
      Claim claim = new Claim(String.valueOf(partition), partition);
      OptionalLong grant = ownership.grant(claim);
      if (grant.isPresent() && reached.getHalf() == SampleHalf.BOTH && !isOver(record)) {
        sample(record, reached, new Held(claim, grant.getAsLong()), stopping);
      }
    } catch (ScorestreamException e) {
      badRecords.refuse(record, e);
    }
  }

  /**
   * Whether generations of a milestone would be gone by now: it had them, and they are not made and
   * measured a second time.
   */
  private boolean isOver(ConsumerRecord<String, byte[]> record) {
    long age = System.currentTimeMillis() - record.timestamp();
    return kept.isPresent() && age > kept.get().toMillis() - shorter(SKEW, kept.get()).toMillis();
  }

  private static Duration shorter(Duration skew, Duration kept) {
    return skew.compareTo(kept.dividedBy(2)) < 0 ? skew : kept.dividedBy(2);
  }

  /** A partition of the generations that is this sampler's, under a grant. */
  private record Held(Claim claim, long grant) {}

  private void sample(
      ConsumerRecord<String, byte[]> record,
      MilestoneReached reached,
      Held held,
      BooleanSupplier stopping) {
    BooleanSupplier lost = () -> !ownership.holds(held.claim(), held.grant());
    try {
      GenerationLog log = logs.of(held.claim().partition(), held.grant());
      Optional<SampledRun> run = log.contains(reached) ? Optional.empty() : runs.of(reached);
      if (run.isPresent()) {
        RunState known = run.get().state();
        whole(record, reached, run.get())
            .flatMap(milestone -> weights.read(known.run(), milestone))
            .ifPresent(
                networks -> {
                  generate(
                      known, networks, log, () -> stopping.getAsBoolean() || lost.getAsBoolean());
                  ownership.done(held.claim());
                });
      }
    } catch (CancellationException e) {
      if (!lost.getAsBoolean()) {
        throw e;
      }
      LOG.info(
          "{}: left in the middle of milestone {} to another sampler",
          reached.getRun(),
          reached.getMilestone());
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.FENCED) {
        throw e;
      }
      Duration wait = ownership.doubt(held.claim(), held.grant());
      LOG.warn(
          "{}; in {} ms the group is asked whose the partition is",
          e.getMessage(),
          wait.toMillis());
      logs.leave(held.claim().partition());
    }
  }

  private static Optional<WholeMilestone> whole(
      ConsumerRecord<String, byte[]> record, MilestoneReached reached, SampledRun run) {
    try {
      return run.assembly().add(reached);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(record) + " holds no usable milestone: " + e.getMessage(),
          "find out who wrote it; set on.bad.record=skip to keep it in the dead-letters topic and"
              + " go on without it",
          e);
    }
  }

  private void generate(
      RunState state, TrainedNetworks networks, GenerationLog log, BooleanSupplier ending) {
    Run run = state.run();
    long milestone = networks.milestone().milestone();
    int steps = run.grid().steps();
    long began = System.nanoTime();
    Rows samples;
    try {
      report(run, milestone, 0, ending);
      samples =
          sampler.generations(
              run, networks, remaining -> report(run, milestone, steps - remaining, ending));
    } catch (CancellationException ended) {
      throw ended;
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "%s, milestone %s: %s".formatted(run, milestone, e.getMessage()),
          "train with a smaller rate; set on.bad.record=skip to go on without this milestone",
          e);
    }
    log.commit(GenerationBatches.of(state, networks, samples, sampler.device().name()));
    resting.worked(run.id());
    meters.time(SamplerMeters.SAMPLING, Duration.ofNanos(System.nanoTime() - began), run.id());
    meters.count(SamplerMeters.SAMPLES_GENERATED, samples.count(), run.id());
    LOG.info("{}: sampled milestone {}", run, milestone);
  }

  private void report(Run run, long milestone, int done, BooleanSupplier ending) {
    if (ending.getAsBoolean()) {
      throw new CancellationException();
    }
    activity.report(
        new Activity("sampling", run.id(), milestone, done, run.grid().steps(), "timesteps"));
  }
}
