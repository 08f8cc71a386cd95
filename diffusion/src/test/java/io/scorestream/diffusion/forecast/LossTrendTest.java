package io.scorestream.diffusion.forecast;

import static io.scorestream.diffusion.forecast.Histories.CONFIDENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LossTrendTest {

  private static double falling(double m) {
    return 0.3 + 20 / m;
  }

  private static List<MilestoneLoss> losses(
      DoubleUnaryOperator curve, double error, double changeError) {
    List<MilestoneLoss> losses = new ArrayList<>();
    double before = Double.NaN;
    for (int i = 0; i < 6; i++) {
      long m = 256L << i;
      double loss = curve.applyAsDouble((double) m);
      losses.add(
          new MilestoneLoss(m, loss, error, loss - before, i == 0 ? Double.NaN : changeError));
      before = loss;
    }
    return losses;
  }

  private static LossTrend fit(List<MilestoneLoss> losses) {
    return LossTrend.fit(losses, CONFIDENCE);
  }

  @Test
  void fit_fallingLoss_findsFloorExponentAndWhatIsStillToFall() {
    LossTrend trend = fit(losses(LossTrendTest::falling, 1e-3, 1e-4));
    double truth = falling(8_192) - falling(81_920);
    assertThat(trend.fallTo(81_920).covers(truth)).isTrue();
    assertThat(trend.fallTo(81_920).low()).isPositive();
    assertThat(trend.floor().covers(0.3)).isTrue();
    assertThat(trend.exponent().covers(1)).isTrue();
  }

  @Test
  void fallTo_theNewestMilestone_isNothing() {
    Interval fall = fit(losses(LossTrendTest::falling, 1e-3, 1e-4)).fallTo(8_192);
    assertThat(fall.low()).isCloseTo(0, within(1e-6));
    assertThat(fall.high()).isCloseTo(0, within(1e-6));
  }

  @Test
  void fit_changesMeasuredOnTheSameSamples_sayMoreThanLossesAlone() {
    Interval paired = fit(losses(LossTrendTest::falling, 1e-2, 1e-4)).fallTo(81_920);
    Interval alone = fit(losses(LossTrendTest::falling, 1e-2, Double.NaN)).fallTo(81_920);
    assertThat(paired.high() - paired.low()).isLessThan(0.5 * (alone.high() - alone.low()));
  }

  @Test
  void fit_lossThatIsFlat_hasLittleLeftToFall() {
    Interval fall = fit(losses(m -> 0.3, 1e-3, 1e-4)).fallTo(81_920);
    assertThat(fall.low()).isLessThanOrEqualTo(1e-4);
    assertThat(fall.high()).isLessThan(2e-3);
  }

  @Test
  void fit_shiftedLoss_fallsByTheSame() {
    Interval fall = fit(losses(LossTrendTest::falling, 1e-3, 1e-4)).fallTo(40_000);
    Interval shifted = fit(losses(m -> 5 + falling(m), 1e-3, 1e-4)).fallTo(40_000);
    assertThat(shifted.value()).isCloseTo(fall.value(), within(1e-4));
    assertThat(shifted.high()).isCloseTo(fall.high(), within(1e-4));
  }

  @Test
  void lossAt_theNewestMilestone_isWhatWasMeasured() {
    assertThat(fit(losses(LossTrendTest::falling, 1e-3, 1e-4)).lossAt(8_192).value())
        .isCloseTo(falling(8_192), within(1e-4));
  }

  @Test
  void fit_whatCannotBeFitted_isRefused() {
    List<MilestoneLoss> losses = losses(LossTrendTest::falling, 1e-3, 1e-4);
    assertThatThrownBy(() -> fit(losses.subList(0, 3))).hasMessageContaining("at least 4");
    List<MilestoneLoss> backwards = new ArrayList<>(losses);
    Collections.reverse(backwards);
    assertThatThrownBy(() -> fit(backwards)).hasMessageContaining("increasing");
    assertThatThrownBy(() -> new MilestoneLoss(256, 1, 0)).hasMessageContaining("above 0");
  }
}
