package io.scorestream.service.kafka;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that a server shows.
 *
 * @param server {@code host:port}
 * @param end when the first ends of it and of the authorities above it
 * @param problems why clients do not take it, or will not within a month; each as the end of a
 *     sentence that begins with the certificate
 */
public record ServerCertificate(String server, Instant end, List<String> problems) {

  /** When an end is soon, as the alert has it. */
  static final Duration SOON = Duration.ofDays(30);

  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_PURPOSE = "2.5.29.37.0";

  // RFC 5280, 4.2.1.3.
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;

  /** Keeps its own copy. */
  public ServerCertificate {
    problems = List.copyOf(problems);
  }

  /**
   * What can be said of a chain.
   *
   * @param chain the server's own first; at least one
   * @param misnamed why it is not taken for the server's, where it is not
   */
  static ServerCertificate of(
      String server, List<X509Certificate> chain, Optional<String> misnamed, Instant now) {
    List<String> problems = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      String whose =
          certificate.equals(chain.get(0))
              ? ""
              : "has above it %s, which ".formatted(certificate.getSubjectX500Principal());
      time(certificate, now).ifPresent(problem -> problems.add(whose + problem));
    }
    usage(chain.get(0)).ifPresent(problems::add);
    misnamed.ifPresent(why -> problems.add("is not taken for %s: %s".formatted(server, why)));
    Instant end =
        chain.stream()
            .map(it -> it.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow();
    return new ServerCertificate(server, end, problems);
  }

  private static Optional<String> time(X509Certificate certificate, Instant now) {
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isBefore(begin)) {
      return Optional.of("holds from %s on only".formatted(date(begin)));
    }
    if (!now.isBefore(end)) {
      return Optional.of("has ended on " + date(end));
    }
    return now.plus(SOON).isBefore(end) ? Optional.empty() : Optional.of("ends on " + date(end));
  }

  private static LocalDate date(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** What is not said at all is allowed. */
  private static Optional<String> usage(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null
        && !usage[DIGITAL_SIGNATURE]
        && !usage[KEY_ENCIPHERMENT]
        && !usage[KEY_AGREEMENT]) {
      return Optional.of("has a key that may neither sign nor agree on another (key usage)");
    }
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null
              || purposes.contains(SERVER_AUTHENTICATION)
              || purposes.contains(ANY_PURPOSE)
          ? Optional.empty()
          : Optional.of("is none for servers (extended key usage)");
    } catch (CertificateParsingException e) {
      return Optional.of("has an extended key usage that cannot be read: " + e.getMessage());
    }
  }
}
