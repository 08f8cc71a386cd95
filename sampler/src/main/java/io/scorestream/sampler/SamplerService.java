package io.scorestream.sampler;

import io.scorestream.checkpoints.WeightsReader;
import io.scorestream.compute.ComputeDevice;
import io.scorestream.sampler.draw.Drawing;
import io.scorestream.sampler.draw.NetworkSampler;
import io.scorestream.sampler.request.RequestLoop;
import io.scorestream.sampler.request.SamplesHandler;
import io.scorestream.service.Service;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.StandstillWatch;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.monitoring.Condition;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.ownership.OwnerGroup;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.service.topics.Readiness;
import io.scorestream.topics.Topic;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a milestone's generations when the last of its shards has reached it. Samplers share all
 * milestones, those of one run too, by the partitions of the generations topic that they fall in;
 * each reads what shards say from the first on, and makes what its partitions hold no generations
 * of: the topics are all the state there is. The thread of {@link #run} owns all of that; that of
 * {@link OwnerGroup} keeps the sampler's place among all samplers.
 *
 * <p>It also makes the samples that people ask for: {@link Drawing} on a thread of its own, for
 * {@link RequestLoop} and {@link SamplesHandler}.
 */
public final class SamplerService implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(SamplerService.class);

  private final SamplerSettings settings;
  private final KafkaClients clients;
  private final Monitoring monitoring;
  private final Ownership ownership;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private volatile boolean stopping;

  /**
   * @param settings all that it needs to know
   */
  public SamplerService(SamplerSettings settings) {
    this(settings, Monitoring.off());
  }

  /**
   * @param settings all that it needs to know
   * @param monitoring what it is seen through
   */
  public SamplerService(SamplerSettings settings, Monitoring monitoring) {
    this.settings = settings;
    this.monitoring = monitoring;
    this.clients = new KafkaClients(settings.process().connection(), monitoring.meters());
    this.ownership = new Ownership(settings.process().instance());
    monitoring.ready().require(Condition.ASSIGNED, Condition.LOADED);
  }

  @Override
  @SuppressWarnings("try") // Threads that only have to be ended.
  public void run() {
    if (!Readiness.await(clients, monitoring, settings.process().startWait(), () -> stopping)) {
      return;
    }
    ComputeDevice.require(settings.device(), monitoring);
    String instance = settings.process().instance();
    RoleNames names = SamplerRole.ROLE.names(clients.topics());
    Topic milestones = clients.topics().milestones();
    try (NetworkSampler sampler = new NetworkSampler(settings.device(), 1);
        WeightsReader weights =
            new WeightsReader(clients, SamplerRole.ROLE.names(clients.topics()).client(instance));
        GenerationLogs logs = new GenerationLogs(clients, instance);
        BadRecords badRecords =
            new BadRecords(clients, "sampler", settings.onBadRecord(), settings.passedOver());
        StandstillWatch watch =
            StandstillWatch.start(clients, SamplerRole.ROLE.reads().apply(clients.topics()));
        ActivityReporter activity = new ActivityReporter(clients, "sampler", instance);
        Consumer<String, byte[]> consumer = clients.lastingConsumer(names.client(instance));
        Drawing drawing =
            Drawing.start(clients, names.client(instance, "draws"), settings.device(), this::fail);
        RequestLoop requests =
            RequestLoop.start(
                clients, names, instance, drawing, settings.requests(), badRecords, this::fail);
        OwnerGroup group =
            OwnerGroup.join(
                clients,
                clients.topics().generations(),
                names.group(),
                names.client(instance, "group"),
                ownership,
                () -> {},
                this::fail)) {
      clients.meters().watch(SamplerMeters.OPEN_REQUESTS, drawing::open);
      monitoring.stream(SamplesHandler.PREFIX, new SamplesHandler(drawing, settings.requests()));
      monitoring.ready().watch(Condition.ASSIGNED, ownership::isSettled);
      new SamplingLoop(clients, badRecords, sampler, weights, logs, ownership, activity)
          .follow(
              new OwnedMilestones(consumer, milestones, clients.partitions(milestones), ownership),
              this::isEnding);
      requireHealthy();
    } catch (KafkaException e) {
      throw Unavailable.kafka(settings.process().connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException stopped) {
      requireHealthy();
      LOG.info("stopped in the middle of a milestone, which is sampled anew at the next start");
    }
  }

  private void fail(RuntimeException why) {
    failure.compareAndSet(null, why);
  }

  private boolean isEnding() {
    return stopping || failure.get() != null;
  }

  private void requireHealthy() {
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  /** Which partitions of the generations topic are this sampler's now. */
  Ownership ownership() {
    return ownership;
  }

  @Override
  public void stop() {
    stopping = true;
  }
}
