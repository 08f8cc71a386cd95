package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import io.scorestream.topics.MetricName;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesFigureTest {

  @Test
  void table_hasAPanelForEachColumnTheWorstFirst() {
    ReportData data = table(20, "c13");

    List<Integer> shown = ColumnsFigure.shown(data);

    assertThat(shown).hasSize(12).startsWith(13, 0, 1).doesNotHaveDuplicates();
    assertThat(SamplesFigure.draw(data)).isPresent();
  }

  @Test
  void values_areInTheUnitsOfTheData() {
    RunSpec run = run(2, List.of(column("t", ColumnKind.INTEGER, 1.7e9, 1), word("place")));
    ReportData data =
        new ReportData(run, List.of(), Rows.of(new float[] {3, 1}, 2), Rows.zeros(1, 2));

    assertThat(data.values(data.generations(), 0)).containsExactly(1.7e9 + 3);
    assertThat(data.values(data.generations(), 1)).containsExactly(1);
    assertThat(SamplesFigure.draw(data)).isPresent();
  }

  @Test
  void picture_hasTheShapeAndTheColoursThatItsSourceSays() {
    float[] red = {255, 0, 0, 0, 0, 0};
    RunSpec run =
        RunSpec.newBuilder(Fixtures.runWithoutLaw(6, 1))
            .setImage(new ImageShape(1, 2, 3, 0))
            .build();
    ReportData data =
        new ReportData(
            run, List.of(), Rows.of(red, 6), Rows.of(new float[] {255, 0, 0, 0, 0, 255}, 6));

    BufferedImage picture = SamplesFigure.draw(data).orElseThrow();

    assertThat(picture.getRGB(30 + 10, 160 + 10)).as("generated, left").isEqualTo(0xFFFF0000);
    assertThat(picture.getRGB(30 + 60, 160 + 10)).as("generated, right").isEqualTo(0xFF000000);
    assertThat(picture.getRGB(830 + 60, 160 + 10)).as("real, right").isEqualTo(0xFF0000FF);
  }

  private static ReportData table(int d, String worst) {
    List<SourceColumn> columns =
        IntStream.range(0, d).mapToObj(j -> column("c" + j, ColumnKind.CONTINUOUS, 0, 1)).toList();
    Metric metric =
        Metric.newBuilder(Fixtures.whole(MetricName.WORST_COLUMN, 1024, 3))
            .setColumn(worst)
            .build();
    return new ReportData(
        run(d, columns),
        List.of(new MetricLine("t", metric)),
        Fixtures.normal(100, d, 1),
        Fixtures.normal(100, d, 2));
  }

  private static RunSpec run(int d, List<SourceColumn> columns) {
    return RunSpec.newBuilder(Fixtures.runWithoutLaw(d, 1)).setColumns(columns).build();
  }

  private static SourceColumn word(String name) {
    return new SourceColumn(name, ColumnKind.CATEGORICAL, 0.0, 1.0, List.of("here", "there"));
  }

  private static SourceColumn column(String name, ColumnKind kind, double offset, double unit) {
    return new SourceColumn(name, kind, offset, unit, List.of());
  }
}
