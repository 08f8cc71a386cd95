package io.scorestream.service.access;

import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The access control lists under which each service can do its work, and nothing else, and how much
 * of the brokers those may take who are none.
 */
public final class AccessPlan {

  private static final String ANY_HOST = "*";
  private static final double PERCENT_OF_ONE_THREAD = 100;

  private AccessPlan() {}

  /**
   * What a role needs; a pure function.
   *
   * @param principal who has the role, such as {@code User:trainer}
   */
  public static List<AclBinding> of(Role role, String principal, TopicCatalogue topics) {
    List<AclBinding> bindings = new ArrayList<>();
    ResourcePattern all =
        new ResourcePattern(ResourceType.TOPIC, topics.prefix() + ".", PatternType.PREFIXED);
    bindings.add(allow(principal, all, AclOperation.DESCRIBE));
    bindings.add(allow(principal, all, AclOperation.DESCRIBE_CONFIGS));
    for (Topic topic : role.reads().apply(topics)) {
      bindings.add(allow(principal, literal(topic), AclOperation.READ));
    }
    for (Topic topic : role.writes().apply(topics)) {
      bindings.add(allow(principal, literal(topic), AclOperation.WRITE));
    }
    bindings.add(allow(principal, literal(topics.activity()), AclOperation.WRITE));
    bindings.add(allow(principal, own(ResourceType.GROUP, role, topics), AclOperation.READ));
    if (role.transacts()) {
      ResourcePattern transactions = own(ResourceType.TRANSACTIONAL_ID, role, topics);
      bindings.add(allow(principal, transactions, AclOperation.WRITE));
      bindings.add(allow(principal, transactions, AclOperation.DESCRIBE));
    }
    switch (role.making()) {
      case NONE -> {}
      case OWN ->
          bindings.add(allow(principal, own(ResourceType.TOPIC, role, topics), AclOperation.ALL));
      case DEPLOYMENT -> bindings.add(allow(principal, all, AclOperation.CREATE));
    }
    return List.copyOf(bindings);
  }

  /** What it takes to read a topic that is none of the deployment's; a pure function. */
  public static AclBinding reading(String principal, String topic) {
    return allow(
        principal,
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        AclOperation.READ);
  }

  /**
   * What a user may take of each broker; a pure function.
   *
   * @param principal such as {@code User:client}
   * @param bytesPerSecond written, and as many read; beyond it the broker lets the user wait
   */
  public static ClientQuotaAlteration quota(String principal, long bytesPerSecond) {
    String user = principal.substring(principal.indexOf(':') + 1);
    return new ClientQuotaAlteration(
        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user)),
        List.of(
            new Op("producer_byte_rate", (double) bytesPerSecond),
            new Op("consumer_byte_rate", (double) bytesPerSecond),
            new Op("request_percentage", PERCENT_OF_ONE_THREAD)));
  }

  /**
   * Gives a cluster these lists and quotas; other lists that it has already stay.
   *
   * @throws io.scorestream.service.ScorestreamException when it does not answer, or has no
   *     authorizer
   */
  public static void apply(
      KafkaClients clients, List<AclBinding> bindings, List<ClientQuotaAlteration> quotas) {
    try (Admin admin = clients.admin()) {
      admin.createAcls(bindings).all().get();
      admin.alterClientQuotas(quotas).all().get();
    } catch (ExecutionException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while giving access", e);
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  private static ResourcePattern literal(Topic topic) {
    return new ResourcePattern(ResourceType.TOPIC, topic.name(), PatternType.LITERAL);
  }

  private static ResourcePattern own(ResourceType type, Role role, TopicCatalogue topics) {
    return new ResourcePattern(type, role.names(topics).prefix(), PatternType.PREFIXED);
  }

  private static AclBinding allow(
      String principal, ResourcePattern resource, AclOperation operation) {
    return new AclBinding(
        resource, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
  }
}
