package io.scorestream.sampler;

import io.scorestream.service.metrics.MeterGroup;
import io.scorestream.service.metrics.MeterName;

/** Meters of the sampler. */
public final class SamplerMeters {

  /** All of them. */
  public static final MeterGroup DECLARED = new MeterGroup();

  /** Samples made by trained networks and committed to Kafka. */
  public static final MeterName SAMPLES_GENERATED =
      DECLARED.add(
          MeterName.counter(
              "scorestream.samples.generated",
              "Samples made by trained networks and committed to Kafka.",
              "run"));

  /** Time that making a milestone's generations took. */
  public static final MeterName SAMPLING =
      DECLARED.add(
          MeterName.timer(
              "scorestream.sampling", "Time that making a milestone's generations took.", "run"));

  /** Requests for samples that are being answered now. */
  public static final MeterName OPEN_REQUESTS =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.requests.open", "Requests for samples that are being answered now."));

  private SamplerMeters() {}
}
