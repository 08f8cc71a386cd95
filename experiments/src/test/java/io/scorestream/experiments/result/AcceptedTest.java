package io.scorestream.experiments.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AcceptedTest {

  @Test
  void mean_reachesFourStandardErrorsToBothSides() {
    assertThat(Accepted.mean(10, 3, 36)).isEqualTo(new Accepted(8, 12));
  }

  @Test
  void meanBeside_addsTheErrorOfTheEarlierMeanAndHalfItsLastDigit() {
    Accepted accepted = Accepted.meanBeside(10, 16, 0.1, 3, 9);

    assertThat(accepted.low()).isCloseTo(10 - 4 * 1.25 - 0.05, within(1e-12));
    assertThat(accepted.high()).isCloseTo(10 + 4 * 1.25 + 0.05, within(1e-12));
  }

  @Test
  void share_ofManyEvents_isFourStandardErrors() {
    Accepted accepted = Accepted.share(0.5, 1_000_000);

    assertThat(accepted.low()).isCloseTo(0.498, within(5e-6));
    assertThat(accepted.high()).isCloseTo(0.502, within(5e-6));
  }

  @Test
  void share_ofARareEvent_acceptsNoneAndLeavesOutWhatIsTooMany() {
    Accepted accepted = Accepted.share(1e-3, 1000);

    assertThat(accepted.holds(0)).isTrue();
    assertThat(accepted.holds(0.007)).isTrue();
    assertThat(accepted.holds(0.008)).isFalse();
  }

  @Test
  void share_ofRightNumbers_acceptsAlmostAll() {
    RandomGenerator rng = Seeds.generator(1);
    Accepted accepted = Accepted.share(0.1, 500);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      int events = 0;
      for (int n = 0; n < 500; n++) {
        events += rng.nextDouble() < 0.1 ? 1 : 0;
      }
      refused += accepted.holds(events / 500.0) ? 0 : 1;
    }

    assertThat(refused).isLessThanOrEqualTo(2);
  }

  @Test
  void shareBeside_staysAShare() {
    assertThat(Accepted.shareBeside(0, 60, 0.001, 0.01, 200).low()).isZero();
  }

  @Test
  void holds_nan_never() {
    assertThat(Accepted.within(0, 1e9).holds(Double.NaN)).isFalse();
    assertThat(Accepted.atLeast(0).holds(Double.NaN)).isFalse();
  }

  @Test
  void accepted_theWrongWayRound_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Accepted(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Accepted.exactly(Double.NaN));
  }
}
