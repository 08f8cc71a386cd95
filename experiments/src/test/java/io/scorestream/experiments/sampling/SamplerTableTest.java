package io.scorestream.experiments.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Basis;
import io.scorestream.experiments.result.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTableTest {

  /** Few draws are farther apart, which quadrature allows for and the earlier table does not. */
  @Test
  void run_withFewDraws_isAsQuadratureSays() {
    List<Check> checks =
        new SamplerTable(8000)
            .run(1).checks().stream().filter(check -> check.basis() == Basis.QUADRATURE).toList();

    assertThat(checks).hasSize(43).allMatch(Check::holds);
  }
}
