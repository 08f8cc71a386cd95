package io.scorestream.experiments.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final Figure FIGURE =
      new Figure("", Figure.Axis.linear("x"), Figure.Axis.linear("y"), List.of());
  private static final Check RIGHT = Check.formula("", "x", 1, Accepted.within(1, 0.1), 1.05);
  private static final Check WRONG = Check.formula("", "x", 1, Accepted.within(1, 0.1), 1.15);

  @Test
  void holds_onlyWhereEveryNumberIsAccepted() {
    assertThat(new Result(List.of(RIGHT), FIGURE, List.of()).holds()).isTrue();

    Result result = new Result(List.of(RIGHT, WRONG, RIGHT), FIGURE, List.of());
    assertThat(result.holds()).isFalse();
    assertThat(result.failures()).isEqualTo(1);
  }

  @Test
  void check_ofALimit_holdsOnItsSide() {
    assertThat(Check.atMost("", "x", 2, 1.9).holds()).isTrue();
    assertThat(Check.atMost("", "x", 2, 2.1).holds()).isFalse();
    assertThat(Check.atLeast("", "x", 2, 2.1).holds()).isTrue();
    assertThat(Check.atLeast("", "x", 2, 1.9).holds()).isFalse();
  }

  @Test
  void result_withoutANumber_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Result(List.of(), FIGURE, List.of()));
  }
}
