package io.scorestream.ledger;

import static io.scorestream.service.kafka.Answers.await;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Certificates;
import io.scorestream.service.kafka.Connectivity;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.ServerCertificate;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * The certificates by which brokers and the registry are known.
 *
 * @param plain what is spoken to without TLS
 * @param shown of each server that is spoken to by it
 * @param silent why a server shows none, by the server
 */
record ClusterCertificates(
    List<String> plain, List<ServerCertificate> shown, SortedMap<String, String> silent) {

  private static final String REMEDY =
      "make a new one for the server's name, signed by the same authority: docs/operations.md,"
          + " Secure";

  /** Keeps its own copies. */
  ClusterCertificates {
    plain = List.copyOf(plain);
    shown = List.copyOf(shown);
  }

  /**
   * Returns when Kafka and the registry answer.
   *
   * @throws ScorestreamException with {@link Reason#UNAVAILABLE} when one does not, and what is
   *     wrong with its certificate where that may be why
   */
  static void requireAnswers(KafkaClients clients, Instant now) {
    try {
      Connectivity.check(clients);
    } catch (ScorestreamException e) {
      ConnectionSettings connection = clients.connection();
      List<String> problems =
          read(connection, Certificates.servers(connection), now).shown().stream()
              .flatMap(ClusterCertificates::sentences)
              .toList();
      throw problems.isEmpty()
          ? e
          : new ScorestreamException(
              Reason.UNAVAILABLE, e.getMessage() + "; " + String.join("; ", problems), REMEDY, e);
    }
  }

  /** Asks the servers to begin with, and all brokers that these know of. */
  static ClusterCertificates read(KafkaClients clients, Instant now) {
    ConnectionSettings connection = clients.connection();
    SortedSet<String> servers = new TreeSet<>(Certificates.servers(connection));
    if (Certificates.hasBrokers(connection)) {
      try (Admin admin = clients.admin()) {
        await(admin.describeCluster().nodes())
            .forEach(node -> servers.add(node.host() + ":" + node.port()));
      } catch (KafkaException e) {
        throw Unavailable.kafka(connection.bootstrapServers(), e);
      }
    }
    return read(connection, servers, now);
  }

  private static ClusterCertificates read(
      ConnectionSettings connection, Collection<String> servers, Instant now) {
    List<String> plain = new ArrayList<>();
    if (!Certificates.hasBrokers(connection)) {
      plain.add("Kafka");
    }
    if (connection.registryUrl().startsWith("http://")) {
      plain.add("the registry");
    }
    List<ServerCertificate> shown = new ArrayList<>();
    SortedMap<String, String> silent = new TreeMap<>();
    for (String server : servers) {
      try {
        shown.add(Certificates.of(server, connection, now));
      } catch (IOException e) {
        silent.put(server, String.valueOf(e.getMessage()));
      }
    }
    return new ClusterCertificates(plain, shown, silent);
  }

  /** Says what is wrong with them, and where there is none. */
  void report(LedgerDraft draft) {
    if (!plain.isEmpty()) {
      draft.notice(
          "%s: spoken to without TLS, so that there is no certificate to look at"
              .formatted(String.join(" and ", plain)));
    }
    for (ServerCertificate certificate : shown) {
      certificate
          .problems()
          .forEach(
              problem -> draft.find("certificate of " + certificate.server(), problem, REMEDY));
    }
    silent.forEach(
        (server, why) ->
            draft.find(
                "certificate of " + server,
                "is not shown: " + why,
                "see whether the server is there, and speaks TLS"));
  }

  private static Stream<String> sentences(ServerCertificate certificate) {
    return certificate.problems().stream()
        .map(problem -> "the certificate of %s %s".formatted(certificate.server(), problem));
  }
}
