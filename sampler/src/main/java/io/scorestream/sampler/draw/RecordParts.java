package io.scorestream.sampler.draw;

import io.scorestream.rows.Rows;
import java.util.ArrayList;
import java.util.List;

/** Cuts samples into what records hold. Pure functions. */
public final class RecordParts {

  /** Bytes of samples in a record, at most, unless a single sample is larger. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private RecordParts() {}

  /** The parts in their order, none of no samples. */
  public static List<Rows> of(Rows samples) {
    int rows = Math.max(1, MAX_BYTES / Float.BYTES / samples.dimension());
    List<Rows> parts = new ArrayList<>();
    for (int from = 0; from < samples.count(); from += rows) {
      parts.add(samples.range(from, Math.min(samples.count(), from + rows)));
    }
    return parts;
  }
}
