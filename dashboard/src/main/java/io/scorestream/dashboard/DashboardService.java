package io.scorestream.dashboard;

import io.scorestream.service.Service;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.monitoring.Condition;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.topics.Readiness;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Serves the page and its API until it is stopped, or cannot read the topics. It writes nothing,
 * and any number of them may run: each reads all. It is ready when it has read what there was.
 */
public final class DashboardService implements Service {

  private final DashboardSettings settings;
  private final Monitoring monitoring;
  private final KafkaClients clients;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /**
   * @param settings all that it needs to know
   * @param monitoring whose HTTP server it answers by
   */
  public DashboardService(DashboardSettings settings, Monitoring monitoring) {
    this.settings = settings;
    this.monitoring = monitoring;
    this.clients = new KafkaClients(settings.process().connection(), monitoring.meters());
    monitoring.ready().require(Condition.LOADED);
  }

  @Override
  public void run() {
    if (!Readiness.await(
        clients, monitoring, settings.process().startWait(), () -> ended.getCount() == 0)) {
      return;
    }
    try (Dashboard dashboard = Dashboard.of(clients, settings.parts(), this::fail)) {
      dashboard.attach(monitoring);
      monitoring.ready().watch(Condition.LOADED, dashboard::isCaughtUp);
      dashboard.begin();
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private void fail(RuntimeException why) {
    failure.set(why);
    ended.countDown();
  }

  @Override
  public void stop() {
    ended.countDown();
  }
}
