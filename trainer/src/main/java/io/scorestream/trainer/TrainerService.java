package io.scorestream.trainer;

import io.scorestream.compute.ComputeDevice;
import io.scorestream.service.Service;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.StandstillWatch;
import io.scorestream.service.monitoring.Condition;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.ownership.OwnerGroup;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.service.settings.DataSize;
import io.scorestream.service.storage.ClaimedFolder;
import io.scorestream.service.storage.FolderRoom;
import io.scorestream.service.topics.Readiness;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.contract.TrainerMeterNames;
import io.scorestream.trainer.contract.TrainerRole;
import io.scorestream.trainer.ingest.Ingest;
import io.scorestream.trainer.ingest.RunFeeds;
import java.nio.file.Path;

/**
 * The trainer. Four threads: the one that calls {@link #run} trains, and owns networks and
 * transactional producers; one publishes milestones while it trains on; {@link Ingest} reads from
 * Kafka and owns a consumer and the cache; {@link OwnerGroup} keeps the trainer's place among all
 * trainers. They share only {@link RunFeeds}, {@link Ownership} and the cache's complete part.
 */
public final class TrainerService implements Service {

  private final TrainerSettings settings;
  private final KafkaClients clients;
  private final Monitoring monitoring;
  private final RoleNames names;
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
    this.clients = new KafkaClients(settings.process().connection(), monitoring.meters());
    this.names = TrainerRole.ROLE.names(clients.topics());
    monitoring.ready().require(Condition.ASSIGNED, Condition.LOADED);
  }

  @Override
  @SuppressWarnings("try") // Threads that only have to be ended.
  public void run() {
    if (!Readiness.await(clients, monitoring, settings.process().startWait(), () -> stopping)) {
      return;
    }
    String instance = settings.process().instance();
    Ownership ownership = new Ownership(instance);
    try (ClaimedFolder cache = cacheFolder();
        Ingest ingest =
            Ingest.start(
                clients,
                instance,
                sampleCache(cache.path()),
                settings.runs(),
                new BadRecords(clients, "trainer", settings.onBadRecord(), settings.passedOver()),
                feeds);
        StandstillWatch watch =
            StandstillWatch.start(clients, TrainerRole.ROLE.reads().apply(clients.topics()));
        ActivityReporter reporter = new ActivityReporter(clients, "trainer", instance);
        TrainingLoop loop =
            new TrainingLoop(
                clients, instance, settings.device(), feeds, ownership, reporter, () -> stopping);
        OwnerGroup group =
            OwnerGroup.join(
                clients,
                clients.topics().milestones(),
                groupName(),
                names.client(instance, "group"),
                ownership,
                feeds::tell,
                feeds::fail)) {
      monitoring.ready().watch(Condition.ASSIGNED, ownership::isSettled);
      clients.meters().watch(TrainerMeterNames.CACHE_FREE, new FolderRoom(cache.path())::bytes);
      ComputeDevice.require(settings.device(), monitoring);
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
    return names.group(settings.runs().stream().sorted().toArray(String[]::new));
  }

  private SampleCache sampleCache(Path folder) {
    long most = settings.cacheMaxSize().map(DataSize::bytes).orElse(Long.MAX_VALUE);
    return new SampleCache(folder, most, settings.onDamagedCache());
  }

  private ClaimedFolder cacheFolder() {
    return settings.cacheShared()
        ? ClaimedFolder.firstFree(settings.cacheDirectory())
        : ClaimedFolder.unshared(settings.cacheDirectory());
  }
}
