package io.scorestream.service.topics;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Certificates;
import io.scorestream.service.kafka.Connectivity;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.monitoring.Condition;
import io.scorestream.service.monitoring.Monitoring;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether all is there that a service needs: Kafka, the registry and the topics. */
public final class Readiness {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Readiness() {}

  /**
   * Waits until all is there, and shows it.
   *
   * @param monitoring of the service, whose {@link Condition#REACHED} then holds
   * @param wait how long what is not there may still come; zero for not at all
   * @param stopping whether the service is to stop
   * @return whether it is; otherwise the service is to stop
   * @throws ScorestreamException naming what is not there, or topics that are not as declared
   */
  public static boolean await(
      KafkaClients clients, Monitoring monitoring, Duration wait, BooleanSupplier stopping) {
    long end = System.nanoTime() + wait.toNanos();
    boolean told = false;
    while (!stopping.getAsBoolean()) {
      try {
        Connectivity.check(clients);
        new TopicAdministration(clients).require();
        Certificates.watch(clients.connection(), monitoring.meters());
        monitoring.ready().set(Condition.REACHED, true);
        return true;
      } catch (ScorestreamException e) {
        if (e.reason() != Reason.UNAVAILABLE || System.nanoTime() >= end) {
          throw e;
        }
        if (!told) {
          LOG.info("waits up to {} s, since {}", wait.toSeconds(), e.getMessage());
          told = true;
        }
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}
