package io.scorestream.trainer;

import io.scorestream.model.Device;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.Service;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.monitoring.Condition;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.ownership.OwnerGroup;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.service.storage.ClaimedFolder;
import io.scorestream.service.topics.Readiness;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.ingest.Ingest;
import io.scorestream.trainer.ingest.RunFeeds;
import java.util.Locale;

/**
 * The trainer. Three threads: the one that calls {@link #run} trains and commits, and owns networks
 * and transactional producers; {@link Ingest} reads from Kafka and owns a consumer and the cache;
 * {@link ShardGroup} keeps the trainer's place among all trainers. They share only {@link
 * RunFeeds}, {@link Ownership} and the cache's complete part.
 */
public final class TrainerService implements Service {

  private final TrainerSettings settings;
  private final KafkaClients clients;
  private final Monitoring monitoring;
  private final RunFeeds feeds = new RunFeeds();
  private volatile boolean stopping;

  /**
   * @param settings all that it needs to know
   */
  public TrainerService(TrainerSettings settings) {
    this(settings, Monitoring.off());
  }

  /**
   * @param settings all that it needs to know
   * @param monitoring what it is seen through
   */
  public TrainerService(TrainerSettings settings, Monitoring monitoring) {
    this.settings = settings;
    this.monitoring = monitoring;
    this.clients = new KafkaClients(settings.connection(), monitoring.meters());
    monitoring.ready().require(Condition.ASSIGNED, Condition.LOADED);
  }

  @Override
  @SuppressWarnings("try") // The two threads only have to be ended.
  public void run() {
    if (!Readiness.await(clients, settings.startWait(), () -> stopping)) {
      return;
    }
    monitoring.ready().set(Condition.REACHED, true);
    String instance = settings.instance();
    Ownership ownership = new Ownership();
    try (ClaimedFolder cache = cacheFolder();
        Ingest ingest =
            Ingest.start(
                clients,
                instance,
                new SampleCache(cache.path(), settings.cacheMaxBytes(), settings.onDamagedCache()),
                settings.runs(),
                settings.onBadRecord(),
                feeds);
        ActivityReporter reporter = new ActivityReporter(clients, "trainer", instance);
        TrainingLoop loop =
            new TrainingLoop(
                clients, instance, settings.device(), feeds, ownership, reporter, () -> stopping);
        OwnerGroup group =
            OwnerGroup.join(
                clients,
                clients.topics().milestones(),
                groupName(),
                "trainer-" + instance + "-group",
                ownership,
                feeds::tell,
                feeds::fail)) {
      monitoring.ready().watch(Condition.ASSIGNED, ownership::isSettled);
      requireDevice();
      monitoring.ready().set(Condition.LOADED, true);
      loop.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    stopping = true;
    feeds.tell();
  }

  /** Trainers with other restrictions are a group of their own. */
  private String groupName() {
    String prefix = clients.topics().prefix() + "-trainers";
    return settings.runs().isEmpty()
        ? prefix
        : prefix + "-" + String.join("-", settings.runs().stream().sorted().toList());
  }

  private ClaimedFolder cacheFolder() {
    return settings.cacheShared()
        ? ClaimedFolder.firstFree(settings.cacheDirectory())
        : ClaimedFolder.unshared(settings.cacheDirectory());
  }

  private void requireDevice() {
    try {
      Device device = TensorFlowRuntime.start().device(settings.device());
      monitoring.meters().set(MeterName.DEVICE, 1, device.kind().name().toLowerCase(Locale.ROOT));
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          e.getMessage(),
          "run: scorestream doctor; or set device=cpu (--device cpu)",
          e);
    }
  }
}
