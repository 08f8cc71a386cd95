package io.scorestream.sampler;

import io.scorestream.service.kafka.KafkaClients;
import java.util.HashMap;
import java.util.Map;

/** The logs of this sampler's partitions, each opened when it is needed. Owned by one thread. */
final class GenerationLogs implements AutoCloseable {

  private final KafkaClients clients;
  private final String instance;
  private final Map<Integer, Held> logs = new HashMap<>();

  /** A log, and the grant of its partition that it was opened under. */
  private record Held(GenerationLog log, long grant) {}

  /**
   * @param instance names this process in the brokers' logs
   */
  GenerationLogs(KafkaClients clients, String instance) {
    this.clients = clients;
    this.instance = instance;
  }

  /**
   * That of a partition, which becomes this sampler's alone. Under another grant than before it is
   * opened anew: another sampler may have had the partition in between.
   */
  GenerationLog of(int partition, long grant) {
    Held held = logs.get(partition);
    if (held == null || held.grant() != grant) {
      leave(partition);
      held = new Held(GenerationLog.open(clients, partition, instance), grant);
      logs.put(partition, held);
    }
    return held.log();
  }

  /** Lets go of a partition that is another sampler's now. */
  void leave(int partition) {
    Held left = logs.remove(partition);
    if (left != null) {
      left.log().close();
    }
  }

  @Override
  public void close() {
    logs.values().forEach(held -> held.log().close());
  }
}
