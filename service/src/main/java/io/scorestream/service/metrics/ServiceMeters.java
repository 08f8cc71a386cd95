package io.scorestream.service.metrics;

/** Meters that every service has, or every one that reads. */
public final class ServiceMeters {

  /** All of them. */
  public static final MeterGroup DECLARED = new MeterGroup();

  /** 1 while the service is ready; the sum is how many are. */
  public static final MeterName READY =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.ready", "1 while the service is ready; the sum is how many are."));

  /** Records that wait to be read and dealt with. */
  public static final MeterName LAG =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.lag", "Records that wait to be read and dealt with.", "topic")
              .in("records"));

  /** Records that could not be used and were kept on the dead-letters topic. */
  public static final MeterName DEAD_LETTERS =
      DECLARED.add(
          MeterName.counter(
              "scorestream.dead.letters",
              "Records that could not be used and were kept on the dead-letters topic."));

  /** Partitions that stand still behind a transaction which its writer does not end. */
  public static final MeterName STANDSTILL =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.standstill",
                  "Partitions that stand still behind a transaction which its writer does not end;"
                      + " no lag shows them.",
                  "topic")
              .in("partitions"));

  /** When the first of the certificates ends that a server shows. */
  public static final MeterName CERTIFICATE_END =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.certificate.end.timestamp",
                  "When the first of the certificates ends that a broker or the registry shows;"
                      + " since 1970.",
                  "server")
              .in("seconds"));

  private ServiceMeters() {}
}
