package io.scorestream.producer;

import io.scorestream.service.metrics.MeterGroup;
import io.scorestream.service.metrics.MeterName;

/** Meters of the producer. */
public final class ProducerMeters {

  /** All of them. */
  public static final MeterGroup DECLARED = new MeterGroup();

  /** Samples that Kafka has acknowledged. */
  public static final MeterName SAMPLES_PRODUCED =
      DECLARED.add(
          MeterName.counter(
              "scorestream.samples.produced", "Samples that Kafka has acknowledged.", "source"));

  private ProducerMeters() {}
}
