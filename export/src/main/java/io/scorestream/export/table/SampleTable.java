package io.scorestream.export.table;

import io.scorestream.events.ImageShape;
import io.scorestream.events.RunSpec;
import io.scorestream.rows.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table of samples is to be.
 *
 * @param columns one for each number of a sample
 * @param image the shape of a sample, where it is a picture
 * @param count samples that there will be
 */
public record SampleTable(List<SampleColumn> columns, @Nullable ImageShape image, long count) {

  /** Keeps its own copy. */
  public SampleTable {
    columns = List.copyOf(columns);
  }

  /** A table of so many samples as a run learns. */
  public static SampleTable of(RunSpec run, long count) {
    return new SampleTable(
        SampleColumn.of(run.getColumns(), run.getDimension()), run.getImage(), count);
  }

  /** Numbers of a sample, d. */
  int dimension() {
    return columns.size();
  }

  /**
   * Refuses samples of another dimension, and more than there are to be; gives how many there are.
   */
  long after(long written, Rows samples) {
    samples.requireDimension(dimension());
    if (samples.count() > count - written) {
      throw new IllegalArgumentException(
          "%s samples after %s for a table of %s".formatted(samples.count(), written, count));
    }
    return written + samples.count();
  }

  /** Refuses to end before all samples have come. */
  void requireWhole(long written) {
    if (written != count) {
      throw new IllegalStateException("%s samples of a table of %s".formatted(written, count));
    }
  }
}
