package io.scorestream.diffusion.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.diffusion.forecast.TheoremPanel.Ratio;
import org.junit.jupiter.api.Test;

class TheoremPanelTest {

  @Test
  void ratios_areThoseOfTheFormula() {
    assertThat(new TheoremPanel(50, 2, 4_482, 3).ratios())
        .extracting(Ratio::change, Ratio::factor)
        .contains(
            tuple("halve ε", 4.0),
            tuple("halve δ", 2.0),
            tuple("double P, the weights of a network", 2.0),
            tuple("double N, the timesteps", 2.0),
            tuple("halve ε and δ, with 4 N timesteps", 32.0));
  }
}
