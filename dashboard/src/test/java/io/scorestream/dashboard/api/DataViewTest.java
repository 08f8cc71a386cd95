package io.scorestream.dashboard.api;

import static io.scorestream.dashboard.board.BoardFixtures.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Standardisation;
import io.scorestream.rows.Rows;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataViewTest {

  private static final RunSpec TABLE =
      RunSpec.newBuilder(RUN.spec())
          .setColumns(
              List.of(
                  new SourceColumn("born", ColumnKind.INTEGER, 1900.0, 1.0, List.of()),
                  new SourceColumn("city", ColumnKind.CATEGORICAL, 0.0, 1.0, List.of("a", "b"))))
          .setStandardisation(
              new Standardisation(
                  List.of(5.0, 0.0, 0.0), List.of(2.0, 1.0, 0.0), null, List.of(), List.of()))
          .build();

  @Test
  void columns_areInTheUnitsOfTheData() {
    DataView view = view(TABLE, Rows.of(new float[] {1, 0, 3, 1, 3, 1}, 2));
    assertThat(view.read()).isEqualTo(3);
    assertThat(view.columns().get(0).min()).isEqualTo(1901);
    assertThat(view.columns().get(0).edges()).containsExactly(1900.5, 1901.5, 1902.5, 1903.5);
    assertThat(view.columns().get(0).counts()).containsExactly(1L, 0L, 2L);
    assertThat(view.columns().get(1).categories()).containsExactly("a", "b");
    assertThat(view.columns().get(1).counts()).containsExactly(1L, 2L);
  }

  @Test
  void text_saysWhereFromWhatAndHowScaled() {
    assertThat(view(TABLE, Rows.zeros(0, 2)).source().text())
        .isEqualTo(
            "File people.csv: 2 columns (1 integer, 1 categorical), learnt less their means and"
                + " each divided by a scale of its own, but for 1 that never change.");
    assertThat(SourceText.of(RUN.spec(), Optional.empty()))
        .isEqualTo("Source s: 2 columns, learnt less their means and divided by 5.000, all alike.");
  }

  @Test
  void columnsBeyondTheFirst64_areCounted() {
    RunSpec wide =
        RunSpec.newBuilder(RUN.spec())
            .setDimension(100)
            .setColumns(
                IntStream.range(0, 100)
                    .mapToObj(
                        j -> new SourceColumn("c" + j, ColumnKind.CONTINUOUS, 0.0, 1.0, List.of()))
                    .toList())
            .setStandardisation(
                new Standardisation(
                    Collections.nCopies(100, 0.0),
                    Collections.nCopies(100, 1.0),
                    null,
                    List.of(),
                    List.of()))
            .build();
    DataView view = view(wide, Rows.zeros(2, 100));
    assertThat(view.columns()).hasSize(64);
    assertThat(view.columnsLeftOut()).isEqualTo(36);
  }

  static DataView view(RunSpec run, Rows samples) {
    SourceInfo source =
        new SourceInfo("s", 0, 2, run.getColumns(), null, "file people.csv", null, "a test");
    return DataView.of(run, Optional.of(source), null, samples);
  }

  static RunSpec table() {
    return TABLE;
  }
}
