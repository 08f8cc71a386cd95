package io.scorestream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.trainer.training.LossWindow.MeanLoss;
import org.junit.jupiter.api.Test;

class LossWindowTest {

  @Test
  void loss_isTheMeanWithANormalInterval() {
    LossWindow window = new LossWindow(2);
    for (float loss : new float[] {1, 2, 3, 4, 5}) {
      window.add(new float[] {loss, 7});
    }

    MeanLoss loss = window.loss(0, 0.95);
    double halfWidth = 1.959964 * Math.sqrt(2.5 / 5);
    assertThat(loss.mean()).isEqualTo(3);
    assertThat(loss.low()).isCloseTo(3 - halfWidth, within(1e-6));
    assertThat(loss.high()).isCloseTo(3 + halfWidth, within(1e-6));
    assertThat(window.loss(1, 0.95)).isEqualTo(new MeanLoss(7, 7, 7));
    assertThat(window.steps()).isEqualTo(5);
  }

  @Test
  void loss_ofOneStep_hasNoWidth() {
    LossWindow window = new LossWindow(1);
    window.add(new float[] {0.5f});
    assertThat(window.loss(0, 0.99)).isEqualTo(new MeanLoss(0.5, 0.5, 0.5));
  }
}
