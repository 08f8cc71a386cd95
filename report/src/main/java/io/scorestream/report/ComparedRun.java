package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One side of a comparison.
 *
 * @param spec of the run
 * @param rows by m, incomplete ones too
 */
public record ComparedRun(RunSpec spec, NavigableMap<Long, MilestoneRow> rows) {

  /** Keeps its own copy. */
  public ComparedRun {
    rows = Collections.unmodifiableNavigableMap(new TreeMap<>(rows));
  }

  /**
   * A run with what was measured of it.
   *
   * @param metrics in any order; those of other runs are left out
   */
  public static ComparedRun of(RunSpec spec, Collection<Metric> metrics) {
    MilestoneTable table = new MilestoneTable(spec);
    metrics.forEach(table::add);
    NavigableMap<Long, MilestoneRow> rows = new TreeMap<>();
    table.rows().forEach(row -> rows.put(row.milestone(), row));
    return new ComparedRun(spec, rows);
  }

  /** Its row; one of unknown numbers where nothing was measured. */
  public MilestoneRow row(long milestone) {
    return rows.getOrDefault(milestone, MilestoneRow.unknown(milestone));
  }
}
