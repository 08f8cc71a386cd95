package io.scorestream.service.access;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which a role's processes are known to Kafka. All that Kafka gives access by begin
 * with {@link #prefix}, which {@link AccessPlan} gives access to: a name that is made here cannot
 * lack it. Pure functions.
 *
 * @param deployment prefix of the deployment's topics
 * @param role name of the role
 */
public record RoleNames(String deployment, String role) {

  /** What the names of its groups, transactions and topics begin with. */
  public String prefix() {
    return deployment + "-" + role;
  }

  /**
   * A consumer group.
   *
   * @param parts what tells it from the role's others; none for the only one
   */
  public String group(String... parts) {
    return joined(prefix(), parts);
  }

  /** A transactional id, which names who owns what is written, and not a process. */
  public String transactionalId(String... parts) {
    return joined(prefix(), parts);
  }

  /** A Kafka Streams application, after which its group, transactions and topics are called. */
  public String applicationId() {
    return prefix();
  }

  /** A client in the brokers' logs; two deployments may use the same. */
  public String client(String... parts) {
    return joined(role, parts);
  }

  private static String joined(String first, String... parts) {
    return Stream.concat(Stream.of(first), List.of(parts).stream())
        .collect(Collectors.joining("-"));
  }
}
