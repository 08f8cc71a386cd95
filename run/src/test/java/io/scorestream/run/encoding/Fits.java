package io.scorestream.run.encoding;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import java.util.List;

/** Standardisers of samples, as runs get them. */
final class Fits {

  private Fits() {}

  static Standardiser common(Rows samples) {
    return StandardiserFit.continuous(samples.dimension(), ScaleChoice.COMMON)
        .add(samples)
        .fitted(Seeds.generator(1));
  }

  static Standardiser columns(List<SourceColumn> columns, Rows samples) {
    return new StandardiserFit(columns, ScaleChoice.COLUMNS)
        .add(samples)
        .fitted(Seeds.generator(1));
  }

  static SourceColumn column(String name, ColumnKind kind, String... categories) {
    return new SourceColumn(name, kind, 0.0, 1.0, List.of(categories));
  }
}
