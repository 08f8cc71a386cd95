package io.scorestream.sampler.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    assertThat(request(10, frames).stops(steps)).hasSize(shown).contains(steps, 0);
    int[] sorted = request(10, frames).stops(steps).stream().mapToInt(k -> k).sorted().toArray();
    double apart = (double) steps / (shown - 1);
    for (int i = 0; i < shown; i++) {
      assertThat(Math.abs(sorted[i] - i * apart)).isLessThanOrEqualTo(0.5);
    }
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
    return new PathRequest(new DrawRequest("r", OptionalLong.empty(), n, 1), frames);
  }
}
