package io.scorestream.trainer;

import io.scorestream.events.SampleOffset;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.Shard;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.trainer.cache.SampleRows;
import io.scorestream.trainer.drift.DriftWatch;
import io.scorestream.trainer.ingest.RunFeed;
import io.scorestream.trainer.ingest.SamplesTopic;
import io.scorestream.trainer.progress.CommittedMilestone;
import io.scorestream.trainer.progress.MilestoneLog;
import io.scorestream.trainer.training.KeptSamples;
import io.scorestream.trainer.training.MilestoneTraining;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard as this trainer trains it: its networks, its place in the samples, and its log of
 * milestones. Owned by the training thread.
 */
final class ShardTraining implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShardTraining.class);
  private static final String OTHER_TOPIC =
      "the topic is not what it was: apply the specification under a run id of its own";

  private final KafkaClients clients;
  private final RunFeed feed;
  private final Shard shard;
  private final KeptSamples samples;
  private final TrainerMeters meters;
  private long grant;
  private MilestoneLog milestones;
  private Optional<NetworkTrainer> bank = Optional.empty();
  private Optional<Committed> unchecked = Optional.empty();
  private long milestone;

  /** Of the writer that committed the newest milestone; 0 where there is none. */
  private int epoch;

  private Optional<Uncommitted> uncommitted = Optional.empty();
  private DriftWatch watch;

  /** Where a milestone that an earlier owner committed ends. */
  private record Committed(long milestone, List<SampleOffset> place, String samplesHash) {}

  /** What the networks have been trained to, and nobody else knows of. */
  private record Uncommitted(TrainedMilestone trained, TrainingSet set, DriftWatch after) {}

  private ShardTraining(
      KafkaClients clients,
      RunFeed feed,
      Shard shard,
      long grant,
      MilestoneLog milestones,
      TrainerMeters meters) {
    this.clients = clients;
    this.feed = feed;
    this.shard = shard;
    this.grant = grant;
    this.samples = new KeptSamples(feed.log(), shard.run().holdOut(), shard.trained());
    this.milestones = milestones;
    this.meters = meters;
    this.watch = DriftWatch.idle(shard);
  }

  /**
   * Fences every older owner of the shard. Nothing is read yet: what is read may lie behind another
   * shard's open transaction, which ends when that shard is claimed too.
   */
  static ShardTraining claim(
      KafkaClients clients,
      String instance,
      RunFeed feed,
      Shard shard,
      long grant,
      TrainerMeters meters) {
    return new ShardTraining(
        clients, feed, shard, grant, MilestoneLog.open(clients, shard, instance), meters);
  }

  /**
   * Gives the shard up for now, and keeps what it was trained to: where the group says that it is
   * this process's still, it is {@link #claimAgain claimed again}.
   */
  void suspend() {
    meters.released(shard);
    milestones.close();
  }

  /** The same as {@link #claim}, for one that was suspended. */
  void claimAgain(String instance, long newGrant) {
    milestones = MilestoneLog.open(clients, shard, instance);
    grant = newGrant;
  }

  /**
   * Puts the networks where the shard's newest milestone left them; once after each claim, before
   * all else. Those of a shard that was suspended stay as they are where nobody has committed
   * anything meanwhile: what was trained in weeks is not trained again since Kafka did not take it.
   */
  void recover(DevicePreference device) {
    if (shard.incarnation() > 0) {
      milestones.deleteEarlier();
    }
    Optional<CommittedMilestone> newest = milestones.recover();
    long reached = newest.map(CommittedMilestone::milestone).orElse(0L);
    int writer = newest.map(before -> before.reached().getEpoch()).orElse(0);
    if (bank.isPresent() && reached == milestone && writer == epoch) {
      meters.acquired(shard, milestone);
      return;
    }
    bank.ifPresent(NetworkTrainer::close);
    bank = Optional.empty();
    uncommitted = Optional.empty();
    milestone = reached;
    epoch = writer;
    unchecked =
        newest
            .map(CommittedMilestone::reached)
            .map(it -> new Committed(milestone, it.getOffsets(), it.getSamplesHash()));
    newest.ifPresent(before -> watch = DriftWatch.resume(shard, milestone, before.drift()));
    LOG.info("{} goes on from milestone {}", shard, milestone);
    if (next().isPresent()) {
      meters.acquired(shard, milestone);
      bank = Optional.of(bank(device, newest));
    } else {
      end();
    }
  }

  private NetworkTrainer bank(DevicePreference device, Optional<CommittedMilestone> newest) {
    NetworkTrainer opened = NetworkTrainer.open(shard.bank(), device);
    newest.ifPresentOrElse(
        before -> opened.restore(before.states()), () -> opened.initialise(shard.seed()));
    return opened;
  }

  /** What is trained. */
  RunFeed feed() {
    return feed;
  }

  /** Which part of it. */
  Shard shard() {
    return shard;
  }

  /** Under which grant. */
  long grant() {
    return grant;
  }

  /** The milestone after the newest; empty when the shard is finished. */
  OptionalLong next() {
    return shard.milestones().after(milestone);
  }

  /** Whether the samples of the next milestone are all there. */
  boolean isReady() {
    return next().isPresent() && reach(next().getAsLong());
  }

  private boolean reach(long m) {
    if (unchecked.isPresent()) {
      Committed before = unchecked.get();
      if (!samples.reach(before.milestone(), row -> {})) {
        return false;
      }
      requireSameSamples(before);
      unchecked = Optional.empty();
    }
    return samples.reach(m, row -> watch.take(samples.count(), row));
  }

  private void requireSameSamples(Committed before) {
    List<SampleOffset> found = List.of(samples.place());
    if (!found.equals(before.place())) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "milestone %s of %s ended at %s of topic %s, but its samples now end at %s"
              .formatted(
                  before.milestone(),
                  shard,
                  before.place(),
                  shard.run().spec().getSamplesTopic(),
                  found),
          OTHER_TOPIC);
    }
    if (!samples.hash().equals(before.samplesHash())) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "milestone %s of %s was trained on other samples than topic %s has now in the same places"
              .formatted(before.milestone(), shard, shard.run().spec().getSamplesTopic()),
          OTHER_TOPIC);
    }
  }

  /** How far the samples of the next milestone have come. */
  Activity reading() {
    return new Activity(
        "reading",
        shard.run().id(),
        next().getAsLong(),
        samples.count(),
        next().getAsLong(),
        "samples");
  }

  /**
   * Trains the next milestone, whose samples are there, and commits it.
   *
   * @param progress watches
   * @return whether it was committed; otherwise it was given up, and this is to be closed
   */
  boolean train(MilestoneTraining.Progress progress) {
    if (uncommitted.isEmpty()) {
      uncommitted = trainNext(progress);
    }
    uncommitted.ifPresent(this::commit);
    boolean committed = uncommitted.isPresent();
    uncommitted = Optional.empty();
    return committed;
  }

  private Optional<Uncommitted> trainNext(MilestoneTraining.Progress progress) {
    int m = Math.toIntExact(next().getAsLong());
    TrainingSet set = samples.first(m);
    NetworkTrainer networks = bank.orElseThrow();
    SampleRows rows = feed.log().rows(m + set.heldOut());
    meters.watching(shard, watch, () -> watch.score(networks, rows));
    return new MilestoneTraining(shard.run(), feed.state().training(), shard.seed(), networks)
        .train(set, rows, progress)
        .map(done -> new Uncommitted(done, set, watch.next(m, networks, set.heldOutRows(), rows)));
  }

  private void commit(Uncommitted done) {
    SamplesTopic.requireSame(clients, feed.log().identity());
    NetworkTrainer networks = bank.orElseThrow();
    epoch =
        milestones.commit(
            done.trained(),
            done.set(),
            networks.state(),
            networks.device().name(),
            watch,
            done.after());
    meters.reached(shard, done.trained(), done.after().alarms() - watch.alarms());
    milestone = done.trained().milestone();
    watch = done.after();
    log(done.trained());
  }

  /** Whether samples have come that the newest milestone's models are to score. */
  boolean hasArrivals() {
    return watch.hasArrivals() && bank.isPresent();
  }

  /** Scores them, before any of them is trained on, and commits what came of it. */
  void scoreArrivals() {
    SampleRows rows = feed.log().rows(watch.rowsNeeded());
    meters.watching(shard, watch, () -> watch.score(bank.orElseThrow(), rows));
    milestones.commit(watch);
  }

  private void log(TrainedMilestone done) {
    LOG.info(
        "{} reached milestone {}: {} steps in {} s",
        shard,
        done.milestone(),
        done.steps(),
        String.format(Locale.ROOT, "%.2f", done.seconds()));
    if (next().isEmpty()) {
      end();
    }
  }

  /** Frees the networks and what was open to Kafka: a finished shard needs neither. */
  private void end() {
    bank.ifPresent(NetworkTrainer::close);
    bank = Optional.empty();
    milestones.close();
  }

  /** Frees the networks and gives up what was not committed. */
  @Override
  public void close() {
    meters.released(shard);
    if (next().isPresent()) {
      end();
    }
  }
}
