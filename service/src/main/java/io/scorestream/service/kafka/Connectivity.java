package io.scorestream.service.kafka;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Asks Kafka and the registry for a sign of life, so that a service fails at its start and not in
 * its middle.
 */
public final class Connectivity {

  private Connectivity() {}

  /**
   * Returns when both answer.
   *
   * @throws io.scorestream.service.ScorestreamException naming the one that does not
   */
  public static void check(KafkaClients clients) {
    checkKafka(clients);
    checkRegistry(clients.connection());
  }

  /** Returns the cluster's id. */
  public static String checkKafka(KafkaClients clients) {
    String servers = clients.connection().bootstrapServers();
    try (Admin admin = clients.admin()) {
      return admin.describeCluster().clusterId().get();
    } catch (ExecutionException | KafkaException e) {
      throw Unavailable.kafka(servers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unavailable.kafka(servers, e);
    }
  }

  /** Returns the number of subjects that the registry holds. */
  public static int checkRegistry(ConnectionSettings connection) {
    try (SchemaRegistryClient registry =
        new CachedSchemaRegistryClient(
            connection.registryUrl(), 1, Map.copyOf(connection.kafka()))) {
      return registry.getAllSubjects().size();
    } catch (IOException | RestClientException | RuntimeException e) {
      throw Unavailable.registry(connection.registryUrl(), e);
    }
  }
}
