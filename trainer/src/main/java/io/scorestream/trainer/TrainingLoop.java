package io.scorestream.trainer;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.trainer.ingest.RunFeed;
import io.scorestream.trainer.ingest.RunFeeds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Trains whichever run has a milestone ready, each in its turn. Owned by the training thread, which
 * owns the runs' networks and producers.
 */
final class TrainingLoop implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final String instance;
  private final DevicePreference device;
  private final RunFeeds feeds;
  private final ActivityReporter reporter;
  private final BooleanSupplier stopping;

  /** The run that had its turn last is the last. */
  private final Map<String, RunTraining> trainings = new LinkedHashMap<>();

  TrainingLoop(
      KafkaClients clients,
      String instance,
      DevicePreference device,
      RunFeeds feeds,
      ActivityReporter reporter,
      BooleanSupplier stopping) {
    this.clients = clients;
    this.instance = instance;
    this.device = device;
    this.feeds = feeds;
    this.reporter = reporter;
    this.stopping = stopping;
  }

  /** Returns when it is to stop. */
  void run() throws InterruptedException {
    while (!stopping.getAsBoolean()) {
      feeds.requireHealthy();
      follow();
      Optional<RunTraining> ready =
          trainings.values().stream().filter(RunTraining::isReady).findFirst();
      if (ready.isPresent()) {
        train(ready.get());
      } else {
        reporter.report(idle());
        feeds.awaitNews(IDLE);
      }
    }
  }

  /** Takes up new runs and changed ones, and drops those that are no more. */
  private void follow() {
    Map<String, RunFeed> wanted = new LinkedHashMap<>();
    feeds.all().forEach(feed -> wanted.put(feed.id(), feed));
    for (String run : Set.copyOf(trainings.keySet())) {
      RunFeed feed = wanted.get(run);
      if (feed == null || !feed.sameAs(trainings.get(run).feed())) {
        trainings.remove(run).close();
      }
    }
    wanted.forEach(
        (run, feed) ->
            trainings.computeIfAbsent(
                run, id -> RunTraining.open(clients, instance, device, feed)));
  }

  private void train(RunTraining training) {
    String run = training.feed().id();
    long m = training.next().orElseThrow();
    training.train(
        (done, total) -> {
          reporter.report(new Activity("training", run, m, done, total, "steps"));
          feeds.requireHealthy();
          return !stopping.getAsBoolean();
        });
    trainings.remove(run);
    trainings.put(run, training);
  }

  private Activity idle() {
    return trainings.values().stream()
        .filter(training -> training.next().isPresent())
        .findFirst()
        .map(RunTraining::reading)
        .orElseGet(Activity::waiting);
  }

  @Override
  public void close() {
    trainings.values().forEach(RunTraining::close);
  }
}
