package io.scorestream.trainer;

import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.ownership.Claim;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.topics.Keys;
import io.scorestream.trainer.ingest.RunFeed;
import io.scorestream.trainer.ingest.RunFeeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains whichever of this trainer's shards has a milestone ready, the runs in fair {@link Turns}.
 * Owned by the training thread, which owns the shards' networks and producers.
 */
final class TrainingLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final String instance;
  private final DevicePreference device;
  private final RunFeeds feeds;
  private final Ownership ownership;
  private final TrainerMeters meters;
  private final ActivityReporter reporter;
  private final BooleanSupplier stopping;
  private final Turns<ShardTraining> turns =
      new Turns<>(
          training -> training.shard().run().id(),
          Comparator.<ShardTraining>comparingLong(
                  training -> training.next().orElse(Long.MAX_VALUE))
              .thenComparingInt(training -> training.shard().number()));
  private final ShardDeletions deletions;
  private final RunFailures failures;
  private final ExecutorService publishing =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "trainer-publishing");
            thread.setDaemon(true);
            return thread;
          });
  private long scored = System.nanoTime();

  /** By id of the shard. */
  private final Map<String, ShardTraining> trainings = new LinkedHashMap<>();

  /** Those that were fenced, as long as the group has not said whose they are. By id. */
  private final Map<String, ShardTraining> suspended = new HashMap<>();

  TrainingLoop(
      KafkaClients clients,
      String instance,
      DevicePreference device,
      RunFeeds feeds,
      Ownership ownership,
      ActivityReporter reporter,
      BooleanSupplier stopping) {
    this.clients = clients;
    this.instance = instance;
    this.device = device;
    this.feeds = feeds;
    this.ownership = ownership;
    this.meters = new TrainerMeters(clients.meters());
    this.reporter = reporter;
    this.stopping = stopping;
    this.deletions = new ShardDeletions(clients, instance);
    this.failures = new RunFailures(clients, instance);
  }

  /** Returns when it is to stop. */
  void run() throws InterruptedException {
    while (!stopping.getAsBoolean()) {
      feeds.requireHealthy();
      List<RunState> active = follow();
      List<ShardTraining> ready = ready();
      meters.shards(active, trainings.values(), ready);
      meters.failed(feeds.failed());
      if (!ready.isEmpty()) {
        train(turns.next(ready).orElseThrow());
        forEach(ShardTraining::look);
      } else if (!settle()) {
        scoreArrivals();
        reporter.report(idle());
        feeds.awaitNews(IDLE);
      }
    }
  }

  private void forEach(Consumer<ShardTraining> work) {
    List.copyOf(trainings.values())
        .forEach(training -> unlessItFails(training, () -> work.accept(training)));
  }

  /**
   * Waits until all that was trained is committed.
   *
   * @return whether there was something; others may have had news meanwhile
   */
  private boolean settle() {
    boolean some = trainings.values().stream().anyMatch(ShardTraining::isPublishing);
    forEach(ShardTraining::settle);
    return some;
  }

  private List<ShardTraining> ready() {
    List<ShardTraining> ready = new ArrayList<>();
    for (ShardTraining training : List.copyOf(trainings.values())) {
      unlessItFails(
          training,
          () -> {
            if (training.isReady()) {
              ready.add(training);
            }
          });
    }
    ready.retainAll(trainings.values());
    return ready;
  }

  /**
   * Takes up shards that are new or newly owned, drops those that are paused, deleted or to do
   * something else, and deletes what is left of runs that are no more.
   *
   * @return the runs that are to be trained, by whomever
   */
  private List<RunState> follow() {
    feeds.takeRefused().forEach(it -> fail(it.run(), it.why()));
    Map<String, RunFeed> runs = new HashMap<>();
    feeds.all().stream()
        .filter(feed -> feed.state().isActive())
        .forEach(feed -> runs.put(feed.id(), feed));
    for (ShardTraining training : List.copyOf(trainings.values())) {
      RunFeed feed = runs.get(training.feed().id());
      if (feed == null || !feed.sameAs(training.feed()) || !isHeld(training)) {
        drop(training);
      }
    }
    ownership.retain(
        runs.values().stream()
            .flatMap(feed -> feed.state().shards().stream())
            .map(Shard::id)
            .collect(Collectors.toSet()));
    for (ShardTraining training : List.copyOf(suspended.values())) {
      RunFeed feed = runs.get(training.feed().id());
      if (feed == null || !feed.sameAs(training.feed()) || isLost(training)) {
        suspended.remove(training.shard().id());
        training.close();
      }
    }
    List<ShardTraining> fresh = new ArrayList<>();
    for (RunFeed feed : runs.values()) {
      for (Shard shard : feed.state().shards()) {
        OptionalLong grant = ownership.grant(claim(shard));
        if (grant.isPresent() && !trainings.containsKey(shard.id())) {
          ShardTraining claimed = claim(feed, shard, grant.getAsLong());
          trainings.put(shard.id(), claimed);
          fresh.add(claimed);
        }
      }
    }
    fresh.forEach(training -> unlessItFails(training, () -> training.recover(device)));
    deletions.follow(feeds.deleted(), shard -> ownership.grant(claim(shard)).isPresent());
    return runs.values().stream().map(RunFeed::state).toList();
  }

  private ShardTraining claim(RunFeed feed, Shard shard, long grant) {
    ShardTraining before = suspended.get(shard.id());
    if (before == null) {
      Claim claim = claim(shard);
      return ShardTraining.claim(
          clients, instance, feed, shard, grant, meters, publishing, () -> ownership.done(claim));
    }
    before.claimAgain(instance, grant);
    suspended.remove(shard.id());
    return before;
  }

  /** The partitions of the milestones topic stand for shards. */
  private Claim claim(Shard shard) {
    int partitions = clients.partitions(clients.topics().milestones());
    return new Claim(shard.id(), Keys.shardPartition(shard.run().id(), shard.number(), partitions));
  }

  private boolean isHeld(ShardTraining training) {
    return ownership.holds(claim(training.shard()), training.grant());
  }

  /** Whether the group has said that a suspended shard is another's. */
  private boolean isLost(ShardTraining training) {
    Claim claim = claim(training.shard());
    return !ownership.isInDoubt(claim, training.grant()) && ownership.grant(claim).isEmpty();
  }

  /** At most once a second, so that a fast stream is not a transaction for every block. */
  private void scoreArrivals() {
    if (System.nanoTime() - scored < IDLE.toNanos()) {
      return;
    }
    scored = System.nanoTime();
    forEach(ShardTraining::scoreArrivals);
  }

  private void train(ShardTraining training) {
    Run run = training.shard().run();
    long m = training.next().orElseThrow();
    long began = System.nanoTime();
    AtomicInteger counted = new AtomicInteger();
    unlessItFails(
        training,
        () -> {
          boolean trained =
              training.train(
                  (done, total) -> {
                    meters.stepped(run, done - counted.getAndSet(done));
                    reporter.report(new Activity("training", run.id(), m, done, total, "steps"));
                    feeds.requireHealthy();
                    return !stopping.getAsBoolean()
                        && isHeld(training)
                        && feeds.isCurrent(training.feed());
                  });
          if (!trained) {
            drop(training);
          }
        });
    turns.took(training, System.nanoTime() - began);
  }

  /**
   * Gives the shard up where it was fenced, until the group has said whose it is, and its run where
   * that cannot go on. A shard that was given up meanwhile is not worked on.
   */
  private void unlessItFails(ShardTraining training, Runnable work) {
    if (!trainings.containsValue(training)) {
      return;
    }
    try {
      work.run();
    } catch (ScorestreamException e) {
      // What ended another thread is no fault of the run that was at work.
      feeds.requireHealthy();
      switch (e.reason()) {
        case FENCED -> {
          Duration wait = ownership.doubt(claim(training.shard()), training.grant());
          LOG.warn(
              "{}; in {} ms the group is asked whose the shard is",
              e.getMessage(),
              wait.toMillis());
          trainings.remove(training.shard().id());
          training.suspend();
          suspended.put(training.shard().id(), training);
        }
        case BAD_DATA, CONFLICT -> fail(training.feed().state(), e);
        default -> throw e;
      }
    }
  }

  /** Leaves a run alone that cannot go on, and has all others do so; what is committed stays. */
  private void fail(RunState run, ScorestreamException why) {
    String id = run.run().id();
    feeds.withdraw(id);
    failures.mark(run, why);
    reporter.report(failed(run));
    trainings.values().stream()
        .filter(training -> training.feed().id().equals(id))
        .toList()
        .forEach(this::drop);
  }

  private void drop(ShardTraining training) {
    trainings.remove(training.shard().id());
    training.close();
  }

  private Activity idle() {
    return trainings.values().stream()
        .filter(training -> training.next().isPresent())
        .findFirst()
        .map(ShardTraining::reading)
        .or(() -> feeds.failed().stream().findFirst().map(TrainingLoop::failed))
        .orElseGet(Activity::waiting);
  }

  private static Activity failed(RunState run) {
    return new Activity("failed", run.run().id(), null, 0, 0, "");
  }

  @Override
  public void close() {
    trainings.values().forEach(ShardTraining::close);
    suspended.values().forEach(ShardTraining::close);
    publishing.shutdown();
  }
}
