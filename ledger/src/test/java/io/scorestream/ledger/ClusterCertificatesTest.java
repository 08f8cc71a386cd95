package io.scorestream.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.kafka.ServerCertificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the certificates of brokers and of the registry. */
class ClusterCertificatesTest {

  private static final Instant END = Instant.parse("2026-12-24T00:00:00Z");

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void soundCertificate_isNoFinding_andChangesNoRoot() {
    String root = deployment.ledger().root();
    deployment.certificates.add(new ServerCertificate("kafka:9093", END, List.of()));

    assertThat(deployment.ledger().findings()).isEmpty();
    assertThat(deployment.ledger().root()).isEqualTo(root);
  }

  @Test
  void eachProblem_isAFindingOfItsServer() {
    deployment.certificates.add(new ServerCertificate("one:9093", END, List.of()));
    deployment.certificates.add(
        new ServerCertificate(
            "two:9093", END, List.of("ends on 2026-12-24", "is none for servers")));

    assertThat(deployment.ledger().findings())
        .extracting(Finding::toString)
        .containsExactly(
            "certificate of two:9093: ends on 2026-12-24",
            "certificate of two:9093: is none for servers");
  }

  @Test
  void serverThatShowsNone_isAFinding() {
    deployment.silent.put("kafka:9093", "Connection refused");

    assertThat(deployment.ledger().findings())
        .extracting(Finding::toString)
        .containsExactly("certificate of kafka:9093: is not shown: Connection refused");
  }

  @Test
  void withoutTls_thereIsNone_andThatIsSaid() {
    deployment.plain = List.of("Kafka", "the registry");
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.notices())
        .contains(
            "Kafka and the registry: spoken to without TLS, so that there is no certificate to"
                + " look at");
  }
}
