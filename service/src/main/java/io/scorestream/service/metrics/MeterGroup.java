package io.scorestream.service.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The meters of one service. Filled by the static initialisers of the class that declares them,
 * each constant as it is made, so that there is no second list; read-only after.
 */
public final class MeterGroup {

  private final List<MeterName> meters = new ArrayList<>();

  /**
   * Takes a meter in, and returns it.
   *
   * @throws IllegalArgumentException when another one has its name
   */
  public MeterName add(MeterName meter) {
    if (meters.stream().anyMatch(known -> known.text().equals(meter.text()))) {
      throw new IllegalArgumentException("meter " + meter + " is declared twice");
    }
    meters.add(meter);
    return meter;
  }

  /** All meters, in the order in which they are declared. */
  public List<MeterName> all() {
    return List.copyOf(meters);
  }
}
