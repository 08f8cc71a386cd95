package io.scorestream.trainer;

import io.scorestream.events.SampleOffset;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreBank;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.trainer.ingest.RunFeed;
import io.scorestream.trainer.progress.CommittedMilestone;
import io.scorestream.trainer.progress.MilestoneLog;
import io.scorestream.trainer.training.KeptSamples;
import io.scorestream.trainer.training.MilestoneTraining;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run as this trainer trains it: its networks, its place in the samples, and its log of
 * milestones. Owned by the training thread.
 */
final class RunTraining implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunTraining.class);

  private final RunFeed feed;
  private final Run run;
  private final KeptSamples samples;
  private final MilestoneLog milestones;
  private final Optional<ScoreBank> bank;
  private Optional<Committed> unchecked;
  private long milestone;

  /** Where a milestone that an earlier process committed ends. */
  private record Committed(long milestone, List<SampleOffset> place) {}

  private RunTraining(
      RunFeed feed,
      MilestoneLog milestones,
      Optional<CommittedMilestone> newest,
      Optional<ScoreBank> bank) {
    this.feed = feed;
    this.run = feed.plan().run();
    this.samples = new KeptSamples(feed.log(), run.holdOut());
    this.milestones = milestones;
    this.bank = bank;
    this.milestone = newest.map(CommittedMilestone::milestone).orElse(0L);
    this.unchecked = newest.map(before -> new Committed(milestone, before.reached().getOffsets()));
  }

  /** Takes the run over, and puts its networks where its newest milestone left them. */
  static RunTraining open(
      KafkaClients clients, String instance, DevicePreference device, RunFeed feed) {
    Run run = feed.plan().run();
    MilestoneLog milestones = MilestoneLog.open(clients, run, instance);
    try {
      Optional<CommittedMilestone> newest = milestones.recover();
      long milestone = newest.map(CommittedMilestone::milestone).orElse(0L);
      LOG.info("{} goes on from milestone {}", run, milestone);
      Optional<ScoreBank> bank =
          run.milestones().after(milestone).isEmpty()
              ? Optional.empty()
              : Optional.of(bank(feed, device, newest));
      return new RunTraining(feed, milestones, newest, bank);
    } catch (RuntimeException e) {
      milestones.close();
      throw e;
    }
  }

  private static ScoreBank bank(
      RunFeed feed, DevicePreference device, Optional<CommittedMilestone> newest) {
    ScoreBank bank = ScoreBank.open(feed.plan().bank(), device);
    newest.ifPresentOrElse(
        before -> bank.restore(before.states()),
        () -> bank.initialise(feed.plan().run().spec().getSeed()));
    return bank;
  }

  /** What is trained. */
  RunFeed feed() {
    return feed;
  }

  /** The milestone after the newest; empty when the run is finished. */
  OptionalLong next() {
    return run.milestones().after(milestone);
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
      requireSamePlace(before);
      unchecked = Optional.empty();
    }
    return samples.reach(m, row -> {});
  }

  private void requireSamePlace(Committed before) {
    List<SampleOffset> found = List.of(samples.place());
    if (!found.equals(before.place())) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "milestone %d of %s ended at %s of topic %s, but its samples now end at %s"
              .formatted(
                  before.milestone(), run, before.place(), run.spec().getSamplesTopic(), found),
          "the topic is not what it was: apply the specification under a run id of its own");
    }
  }

  /** How far the samples of the next milestone have come. */
  Activity reading() {
    return new Activity(
        "reading", run.id(), next().getAsLong(), samples.count(), next().getAsLong(), "samples");
  }

  /**
   * Trains the next milestone, whose samples are there, and commits it.
   *
   * @param progress watches
   * @return whether it was committed; otherwise it was given up, and this is to be closed
   */
  boolean train(MilestoneTraining.Progress progress) {
    int m = Math.toIntExact(next().getAsLong());
    TrainingSet set = TrainingSet.first(m, feed.log(), run.holdOut());
    ScoreBank networks = bank.orElseThrow();
    Optional<TrainedMilestone> trained =
        new MilestoneTraining(run, feed.plan().training(), networks)
            .train(set, feed.log().rows(m + set.heldOut()), progress);
    trained.ifPresent(
        done -> {
          milestones.commit(done, set, networks);
          milestone = m;
          log(done);
        });
    return trained.isPresent();
  }

  private void log(TrainedMilestone done) {
    LOG.info(
        "{} reached milestone {}: {} steps in {} s, {} % of them for batches",
        run,
        done.milestone(),
        done.steps(),
        "%.2f".formatted(done.seconds()),
        "%.1f".formatted(100 * done.dataShare()));
    if (next().isEmpty()) {
      bank.orElseThrow().close();
    }
  }

  /** Frees the networks and gives up what was not committed. */
  @Override
  public void close() {
    bank.ifPresent(ScoreBank::close);
    milestones.close();
  }
}
