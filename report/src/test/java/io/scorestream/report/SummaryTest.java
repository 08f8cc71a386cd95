package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.rows.Rows;
import io.scorestream.topics.MetricName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Rows NONE = Rows.zeros(0, 2);

  @Test
  void text_ofARun_isThis() {
    ReportData data =
        new ReportData(Fixtures.runWithLaw(2, 2), Fixtures.threeMilestones(2), NONE, NONE);

    assertThat(Summary.text(data, Optional.empty()))
        .isEqualTo(
            """
            # Run rings-n2-s1

            Data `rings-1`, dimension 2, law `rings`. N = 2 timesteps (benton grid, t from 0.001 to 5.0), seed 1.

            | m | training loss | σ_t·D^0.05, median | σ_t·D^0.05, worst | worst k | sliced W2 | floor | W2 / floor | training s |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|
            | 256 | 0.1500 | 0.1875 [0.1688, 0.2063] | 0.2500 [0.2250, 0.2750] | 1 | 0.03125 [0.02813, 0.03438] | 0.004000 [0.003600, 0.004400] | 7.813 | 3.500 |
            | 512 | 0.1500 | 0.1326 [0.1193, 0.1458] | 0.1768 [0.1591, 0.1945] | 1 | 0.01563 [0.01406, 0.01719] | 0.004000 [0.003600, 0.004400] | 3.906 | 3.500 |
            | 1024 | 0.1500 | 0.09375 [0.08438, 0.1031] | 0.1250 [0.1125, 0.1375] | 1 | 0.007813 [0.007031, 0.008594] | 0.004000 [0.003600, 0.004400] | 1.953 | 3.500 |

            Fitted slope of σ_t·D^0.05 against m on the timesteps with t >= 0.5: median -0.50, from -0.50 to -0.50 over 2 timesteps (theory -0.50).

            | k | t | m | σ_t·D^0.05 | slope against m | m for the target |
            |--:|--:|--:|--:|--:|--:|
            | 1 | 1.000 | 1024 | 0.1250 [0.1125, 0.1375] | -0.50 ± 0.00 |  |
            | 2 | 2.000 | 1024 | 0.06250 [0.05625, 0.06875] | -0.50 ± 0.00 |  |
            """);
  }

  @Test
  void text_ofARunThatRepeatsItsSamples_saysSo() {
    MetricLine alarm = new MetricLine("t", Fixtures.whole(MetricName.MEMORISATION_ALARM, 256, 1));
    ReportData data = new ReportData(Fixtures.runWithLaw(2, 2), List.of(alarm), NONE, NONE);

    assertThat(Summary.text(data, Optional.empty()))
        .contains("- **Alarm**: at m = 256 generations are closer to the training samples");
  }

  @Test
  void text_inALocaleWithDecimalCommas_isTheSame() {
    ReportData data =
        new ReportData(Fixtures.runWithLaw(2, 2), Fixtures.threeMilestones(2), NONE, NONE);
    String text = Summary.text(data, Optional.empty());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(Summary.text(data, Optional.empty())).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void text_afterOneMilestone_hasNoSlopes() {
    List<MetricLine> one =
        Fixtures.threeMilestones(2).stream()
            .filter(line -> line.metric().getMilestone() == 256)
            .toList();
    ReportData data = new ReportData(Fixtures.runWithLaw(2, 2), one, NONE, NONE);

    assertThat(Summary.text(data, Optional.empty()))
        .contains("t >= 0.5: none yet, it takes two milestones.")
        .contains("| 0.2500 [0.2250, 0.2750] | – |  |");
  }

  @Test
  void text_ofARunWithoutALaw_showsHeldOutLossesAndNoTheory() {
    MetricLine loss =
        new MetricLine("t", Fixtures.timestep(MetricName.HELD_OUT_LOSS, 256, 1, null, 0.5));
    ReportData data = new ReportData(Fixtures.runWithoutLaw(2, 1), List.of(loss), NONE, NONE);

    assertThat(Summary.text(data, Optional.empty()))
        .contains("law unknown")
        .contains("| 1 | 1.000 | 256 | 0.5000 [0.4500, 0.5500] |  |  |")
        .doesNotContain("theory");
  }

  @Test
  void text_withForecasts_saysWhatIsNeeded() {
    ReportData data =
        new ReportData(
            Fixtures.runWithLaw(2, 2),
            Fixtures.threeMilestones(2),
            Forecasts.milestone(1_024),
            NONE,
            NONE);

    assertThat(Summary.text(data, Optional.empty()))
        .contains(
            """

            Forecast of σ_t·D^0.05, up to ten times the newest m:

            - worst of 1024
            - middle of 1024
            - 1 of 2 timesteps have reached the target, 0 cannot with this network

            The theorem's m = const · N · d · P · D · log Θ / (ε² · δ), here with N = 2, d = 2, \
            """)
        .contains("gives no m, but ratios: × 4 to halve ε, × 2 to halve δ, ")
        .contains("| -0.50 ± 0.00 | 8,190 [4,100, past 10,240] |")
        .contains("| -0.50 ± 0.00 | reached at 512 |");
  }

  @Test
  void text_withoutFigures_saysWhy() {
    ReportData data = new ReportData(Fixtures.runWithLaw(2, 2), List.of(), NONE, NONE);

    assertThat(Summary.text(data, Optional.of("This Java cannot draw text.")))
        .contains("\n\nNo figures: This Java cannot draw text.\n\n");
  }
}
