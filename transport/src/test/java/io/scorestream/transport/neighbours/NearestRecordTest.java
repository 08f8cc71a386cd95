package io.scorestream.transport.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Draws;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestRecordTest {

  private static final int POINTS = 500;

  @Test
  void copiesOfTrainingSamples_areAllCloser() {
    Rows trained = Draws.gaussian(POINTS, 8, 0, 1);
    Rows heldOut = Draws.gaussian(POINTS, 8, 0, 2);
    Estimate share = NearestRecord.closerToTrained(trained, trained, heldOut).orThrow();
    assertThat(share.value()).isOne();
    assertThat(share.low()).isGreaterThan(0.99);
  }

  @Test
  void someCopies_showAboveOneHalfByHalfOfTheirShare() {
    Rows trained = Draws.gaussian(POINTS, 8, 0, 1);
    Rows heldOut = Draws.gaussian(POINTS, 8, 0, 2);
    Rows some = Rows.joined(8, List.of(trained.first(150), Draws.gaussian(POINTS - 150, 8, 0, 3)));
    Estimate share = NearestRecord.closerToTrained(some, trained, heldOut).orThrow();
    assertThat(share.value()).isBetween(0.58, 0.72);
    assertThat(share.low()).isGreaterThan(0.5);
  }

  /** Whatever the law of generations: it is a bad one here. */
  @Test
  void nothingCopied_isOneHalfOnAverage() {
    double mean = 0;
    for (int seed = 0; seed < 20; seed++) {
      mean +=
          NearestRecord.closerToTrained(
                      Draws.gaussian(POINTS, 8, 0.3, 100 + seed),
                      Draws.gaussian(POINTS, 8, 0, 200 + seed),
                      Draws.gaussian(POINTS, 8, 0, 300 + seed))
                  .orThrow()
                  .value()
              / 20;
    }
    assertThat(mean).isBetween(0.48, 0.52);
  }

  @Test
  void ties_areNotCounted_andLeaveItOutWhereThereIsNothingElse() {
    Rows trained = Rows.of(new float[] {0, 1, 5}, 1);
    Rows heldOut = Rows.of(new float[] {0, 1, 9}, 1);
    Rows generated = Rows.of(new float[] {0, 1, 4, 6, 8}, 1);
    assertThat(NearestRecord.closerToTrained(generated, trained, heldOut))
        .isEqualTo(Measured.of(Estimate.ofShare(2, 3)));
    assertThat(NearestRecord.closerToTrained(generated.first(2), trained, heldOut))
        .isInstanceOf(Measured.LeftOut.class);
  }

  @Test
  void unequallyManySamples_areRefused() {
    Rows rows = Rows.zeros(5, 2);
    assertThatThrownBy(() -> NearestRecord.closerToTrained(rows, rows, rows.first(4)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
