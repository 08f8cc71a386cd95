package io.scorestream.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.report.Estimate;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.WorstColumn;
import io.scorestream.run.Headline;
import io.scorestream.topics.MetricName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowFormatTest {

  private static final Headline ROBUST = new Headline(MetricName.ROBUST_ERROR, 0.05);
  private static final Headline HELD_OUT = new Headline(MetricName.HELD_OUT_LOSS, null);

  private static final MilestoneRow ROW =
      new MilestoneRow(
          8192,
          0.6061,
          new Estimate(0.05234, 0.0501, 0.0544),
          new Estimate(1.234, 1.196, Double.POSITIVE_INFINITY),
          50,
          new Estimate(0.0412, 0.0391, 0.0433),
          new Estimate(0.0285, 0.0221, 0.0342),
          12.34,
          Optional.empty());

  @Test
  void line_standsBelowItsHeaderAndFitsEightyColumns() {
    RowFormat rows = new RowFormat(ROBUST, Glyphs.UNICODE, 80);

    assertThat(rows.header())
        .isEqualTo(
            "     m  loss  σ·D^.05 median    worst timestep      sliced W2 floor ratio  sec");
    assertThat(rows.line(ROW))
        .isEqualTo(
            "  8192 .6061  .0523 [.050 .054] 1.234 [1.20 inf]  k=50  .0412 .0285  1.45 12.3");
    assertThat(rows.header()).hasSize(78);
    assertThat(rows.line(ROW)).hasSize(78);
  }

  @Test
  void line_ofDataWithColumns_namesTheWorstBelow() {
    WorstColumn worst = new WorstColumn("income", 12.34, true);
    MilestoneRow row =
        new MilestoneRow(
            ROW.milestone(),
            ROW.loss(),
            ROW.median(),
            ROW.worst(),
            ROW.worstTimestep(),
            ROW.slicedW2(),
            ROW.floor(),
            ROW.seconds(),
            Optional.of(worst));
    RowFormat rows = new RowFormat(ROBUST, Glyphs.UNICODE, 80);

    assertThat(rows.line(row).lines())
        .containsExactly(
            rows.line(ROW),
            "       worst column: income, 12.3 x what real samples have, distinguishable");
    assertThat(new RowFormat(ROBUST, Glyphs.UNICODE, 60).line(row).lines().skip(1))
        .containsExactly(
            "       worst column: income, 12.3 x what real samples have,",
            "       distinguishable");
  }

  @Test
  void header_withoutUnicode_isAscii() {
    assertThat(new RowFormat(ROBUST, Glyphs.ASCII, 80).header())
        .contains(" s*D^.05 median ")
        .matches("\\p{ASCII}+");
  }

  @Test
  void header_ofHeldOutLosses_saysSo() {
    assertThat(new RowFormat(HELD_OUT, Glyphs.UNICODE, 80).header()).contains(" held-out median ");
  }

  @Test
  void line_ofUnknowns_hasDashes() {
    Estimate unknown = Estimate.UNKNOWN;
    MilestoneRow row =
        new MilestoneRow(
            256, Double.NaN, unknown, unknown, 0, unknown, unknown, Double.NaN, Optional.empty());

    assertThat(new RowFormat(ROBUST, Glyphs.UNICODE, 80).line(row).split(" +"))
        .containsExactly("", "256", "-", "-", "-", "-", "-", "-", "-");
  }

  @Test
  void line_onANarrowScreen_standsBelowItsHeaderAndFitsFiftyColumns() {
    RowFormat rows = new RowFormat(ROBUST, Glyphs.UNICODE, 60);

    assertThat(rows.header()).isEqualTo("     m  loss  σ·D^.05  worst     sliced W2 ratio");
    assertThat(rows.line(ROW)).isEqualTo("  8192 .6061  .0523    1.234 k=50    .0412  1.45");
  }
}
