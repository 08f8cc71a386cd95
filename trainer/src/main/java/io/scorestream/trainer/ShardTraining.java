package io.scorestream.trainer;

import io.scorestream.events.DriftState;
import io.scorestream.events.SampleOffset;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.Shard;
import io.scorestream.run.network.NetworkState;
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
import io.scorestream.trainer.training.MemorisationOnset;
import io.scorestream.trainer.training.MilestoneTraining;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
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
  private final Publications<Trained> publications;
  private final Runnable committed;
  private long grant;
  private MilestoneLog milestones;
  private Optional<NetworkTrainer> bank = Optional.empty();
  private Optional<Committed> unchecked = Optional.empty();

  /** That the networks have been trained to. */
  private long milestone;

  /** The newest that is committed, and its writer's epoch; 0 where there is none. */
  private long known;

  private int epoch;
  private DriftWatch watch;

  /** Where a milestone that an earlier owner committed ends. */
  private record Committed(long milestone, List<SampleOffset> place, String samplesHash) {}

  /**
   * A milestone as training left it; nothing of it changes any more.
   *
   * @param states of the networks, copied out
   * @param device name of what they were trained on
   * @param before the watch over the milestone's new samples, all of them scored
   * @param after where the watch over those after the milestone begins
   * @param alarms that its models gave on samples held out before it
   */
  private record Trained(
      TrainedMilestone trained,
      TrainingSet set,
      List<NetworkState> states,
      String device,
      DriftWatch before,
      DriftState after,
      int alarms) {}

  private ShardTraining(
      KafkaClients clients,
      RunFeed feed,
      Shard shard,
      long grant,
      MilestoneLog milestones,
      TrainerMeters meters,
      ExecutorService publishing,
      Runnable committed) {
    this.clients = clients;
    this.feed = feed;
    this.shard = shard;
    this.grant = grant;
    this.samples = new KeptSamples(feed.log(), shard.run().holdOut(), shard.trained());
    this.milestones = milestones;
    this.meters = meters;
    this.publications = new Publications<>(publishing, this::commit);
    this.committed = committed;
    this.watch = DriftWatch.idle(shard);
  }

  /**
   * Fences every older owner of the shard. Nothing is read yet: what is read may lie behind another
   * shard's open transaction, which ends when that shard is claimed too.
   *
   * @param publishing the thread on which milestones are published
   * @param committed called when one has been, on the training thread
   */
  static ShardTraining claim(
      KafkaClients clients,
      String instance,
      RunFeed feed,
      Shard shard,
      long grant,
      TrainerMeters meters,
      ExecutorService publishing,
      Runnable committed) {
    return new ShardTraining(
        clients,
        feed,
        shard,
        grant,
        MilestoneLog.open(clients, shard, instance),
        meters,
        publishing,
        committed);
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
    if (bank.isPresent() && reached == known && writer == epoch) {
      // It may have been told in the middle of the milestone after these.
      publications.newest().ifPresent(last -> bank.orElseThrow().restore(last.states()));
      meters.acquired(shard, known);
      return;
    }
    bank.ifPresent(NetworkTrainer::close);
    bank = Optional.empty();
    publications.clear();
    milestone = reached;
    known = reached;
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

  /** The milestone that is trained next; empty when all are trained. */
  OptionalLong next() {
    return shard.milestones().after(milestone);
  }

  /** Whether all milestones are trained and committed. */
  boolean isFinished() {
    return shard.milestones().after(known).isEmpty();
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
   * Trains the next milestone, whose samples are there, and has it published. The one before it is
   * committed when this returns, the milestone itself once it is {@link #settle settled}.
   *
   * @param progress watches
   * @return whether it was trained; otherwise it was given up, and this is to be closed
   */
  boolean train(MilestoneTraining.Progress progress) {
    int m = Math.toIntExact(next().getAsLong());
    TrainingSet set = samples.first(m);
    NetworkTrainer networks = bank.orElseThrow();
    SampleRows rows = feed.log().rows(m + set.heldOut());
    meters.watching(shard, watch, () -> watch.score(networks, rows));
    Optional<TrainedMilestone> done =
        new MilestoneTraining(shard.run(), feed.state().training(), shard.seed(), networks)
            .train(
                set,
                rows,
                (steps, total) -> {
                  publications.poll().ifPresent(this::reached);
                  return progress.mayContinue(steps, total);
                });
    done.ifPresent(trained -> publish(trained, set, rows));
    return done.isPresent();
  }

  private void publish(TrainedMilestone trained, TrainingSet set, SampleRows rows) {
    NetworkTrainer networks = bank.orElseThrow();
    long m = trained.milestone();
    DriftWatch after = watch.next(m, networks, set.heldOutRows(), rows);
    publications.add(
        new Trained(
            trained,
            set,
            networks.state(),
            networks.device().name(),
            watch,
            after.state(epoch),
            after.alarms() - watch.alarms()));
    milestone = m;
    watch = after;
    while (publications.size() > 1) {
      reached(publications.await());
    }
  }

  /** On the publishing thread. */
  private int commit(Trained done) {
    SamplesTopic.requireSame(clients, feed.log().identity());
    return milestones.commit(
        done.trained(), done.set(), done.states(), done.device(), done.before(), done.after());
  }

  /** Whether there is something that is not known to be committed. */
  boolean isPublishing() {
    return publications.size() > 0;
  }

  /** Takes note of what has been committed meanwhile; throws why one was not. */
  void look() {
    publications.poll().ifPresent(this::reached);
  }

  /** Returns when all that was trained is committed; throws why it was not. */
  void settle() {
    while (publications.size() > 0) {
      reached(publications.await());
    }
  }

  private void reached(Publications.Committed<Trained> done) {
    TrainedMilestone trained = done.milestone().trained();
    known = trained.milestone();
    epoch = done.epoch();
    meters.reached(shard, trained, done.milestone().alarms());
    committed.run();
    log(trained);
  }

  /**
   * Has the newest milestone's models score samples that have come, before any of them is trained
   * on, and commits what came of it. Nothing may be on its way to be published.
   */
  void scoreArrivals() {
    if (!watch.hasArrivals() || bank.isEmpty()) {
      return;
    }
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
    done.onset()
        .ifPresent(
            onset -> {
              MemorisationOnset doubled = onset.at(done.milestone(), 2 * done.milestone());
              LOG.warn(
                  "{} began to learn the samples of milestone {} by heart between steps {} and {}:"
                      + " its loss on held-out samples was above its lowest then, and training ended;"
                      + " of twice as many samples, that is to be expected between {} and {}",
                  shard,
                  done.milestone(),
                  onset.after(),
                  onset.by(),
                  doubled.after(),
                  doubled.by());
            });
    if (isFinished()) {
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
    publications.close();
    if (!isFinished()) {
      end();
    }
  }
}
