package io.scorestream.experiments.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepresentationTest {

  /** Up to 8000 samples the slopes are steeper by what a nearly full fit adds at 1000. */
  @Test
  void run_onLessData_tellsApartWhereTheClassHoldsTheScore() {
    int[] sizes = {500, 1000, 4000, 8000};

    List<Check> bounds =
        new Representation(2, sizes, 4000)
            .run(1).checks().stream().filter(check -> isBoundOrRest(check)).toList();

    assertThat(bounds).hasSize(8).allMatch(Check::holds);
  }

  private static boolean isBoundOrRest(Check check) {
    return check.basis() == io.scorestream.experiments.result.Basis.BOUND
        || check.quantity().startsWith("L2 at");
  }
}
