package io.scorestream.dashboard.api;

import io.scorestream.dashboard.board.Arrivals;
import io.scorestream.dashboard.samples.ColumnProfile;
import io.scorestream.dashboard.samples.DataColumns;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.rows.Rows;
import io.scorestream.run.ColumnNames;
import io.scorestream.service.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a run learns, as {@code openapi-board.json} describes it. */
record DataView(
    SourceView source,
    @Nullable Long samples,
    double heldOut,
    int read,
    List<DataColumn> columns,
    int columnsLeftOut) {

  /** Columns at most. */
  private static final int MOST_COLUMNS = 64;

  record SourceView(String source, String text) {}

  record DataColumn(
      String name,
      String kind,
      int n,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double mean,
      @Nullable Double deviation,
      @Nullable List<String> categories,
      @Nullable List<Double> edges,
      List<Long> counts) {}

  /**
   * Of the first samples of a run's source.
   *
   * @param source as it is described; empty where it is not
   * @param come how many samples there are; {@code null} where that was not looked for
   */
  static DataView of(
      RunSpec run, Optional<SourceInfo> source, @Nullable Arrivals come, Rows samples) {
    int shown = Math.min(MOST_COLUMNS, run.getDimension());
    return new DataView(
        new SourceView(run.getSource(), SourceText.of(run, source)),
        come == null ? null : come.samples(),
        run.getHoldOut().getFraction(),
        samples.count(),
        IntStream.range(0, shown).mapToObj(column -> column(run, samples, column)).toList(),
        run.getDimension() - shown);
  }

  private static DataColumn column(RunSpec run, Rows samples, int column) {
    ColumnProfile profile = DataColumns.of(run).profile(samples, column);
    SourceColumn described = run.getColumns().isEmpty() ? null : run.getColumns().get(column);
    ColumnKind kind = described == null ? ColumnKind.CONTINUOUS : described.getKind();
    return new DataColumn(
        ColumnNames.of(run, column),
        Json.name(kind),
        profile.n(),
        profile.min(),
        profile.max(),
        Json.finite(profile.mean()),
        Json.finite(profile.deviation()),
        described == null || kind != ColumnKind.CATEGORICAL ? null : described.getCategories(),
        profile.edges(),
        profile.counts());
  }
}
