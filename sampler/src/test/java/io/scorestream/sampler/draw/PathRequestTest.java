package io.scorestream.sampler.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.run.ConditionChoice;
import io.scorestream.run.ReverseChoice;
import io.scorestream.service.ScorestreamException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRequestTest {

  @ParameterizedTest
  @CsvSource({"50, 24", "50, 2", "50, 60", "1000, 60", "1, 60", "3, 3"})
  void stops_areSpreadFromNoiseToSamples(int steps, int frames) {
    int shown = Math.min(frames, steps + 1);
    ReversePlan plan = plan(steps, steps);
    assertThat(request(10, frames).stops(plan)).hasSize(shown).contains(steps, 0);
    int[] sorted = request(10, frames).stops(plan).stream().mapToInt(k -> k).sorted().toArray();
    double apart = (double) steps / (shown - 1);
    for (int i = 0; i < shown; i++) {
      assertThat(Math.abs(sorted[i] - i * apart)).isLessThanOrEqualTo(0.5);
    }
  }

  @Test
  void stops_areWhereThePlanComesTo() {
    assertThat(request(10, 24).stops(plan(50, 5))).containsExactlyInAnyOrder(50, 40, 30, 20, 10, 0);
    assertThat(request(10, 3).stops(plan(50, 5))).containsExactlyInAnyOrder(50, 30, 0);
  }

  private static ReversePlan plan(int timesteps, int count) {
    return new ReversePlan(
        TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, timesteps), ReverseUpdate.FLOW_MULTISTEP, count);
  }

  @Test
  void requests_areBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> request(513, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> request(0, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> request(10, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> request(10, 61));
    assertThatCode(() -> request(512, 60).requireFits(64)).doesNotThrowAnyException();
    assertThatThrownBy(() -> request(512, 60).requireFits(784))
        .isInstanceOf(ScorestreamException.class)
        .extracting(e -> ((ScorestreamException) e).remedy())
        .asString()
        .contains("n of 44 at most");
    assertThatCode(() -> request(44, 60).requireFits(784)).doesNotThrowAnyException();
  }

  private static PathRequest request(long n, int frames) {
    return new PathRequest(
        new DrawRequest(
            "r", OptionalLong.empty(), n, 1, ReverseChoice.USUAL, ConditionChoice.USUAL),
        frames);
  }
}
