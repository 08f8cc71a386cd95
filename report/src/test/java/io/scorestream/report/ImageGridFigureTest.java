package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.ImageShape;
import io.scorestream.rows.Rows;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageGridFigureTest {

  private static final int WHITE = 0xFFFFFFFF;
  private static final int BLACK = 0xFF000000;

  /** Left edge of the real panel, top edge of its first picture, and a pixel's size, as drawn. */
  private static final int LEFT = 1200 - 370;

  private static final int TOP = 100 + 60;
  private static final int PIXEL = 71 / 4;

  @Test
  void draw_putsPixelsRowByRowBetweenTheRealExtremes() {
    float[] real = new float[2 * 16];
    real[1] = 5;
    real[4] = 2.5f;
    ReportData data =
        new ReportData(
            Fixtures.runWithoutLaw(16, 1), List.of(), Rows.zeros(1, 16), Rows.of(real, 16));

    BufferedImage picture = ImageGridFigure.draw(data, new ImageShape(4, 4, 1, 0));

    assertThat(at(picture, 1, 0)).as("second pixel of the first row").isEqualTo(WHITE);
    assertThat(at(picture, 0, 0)).isEqualTo(BLACK);
    assertThat(at(picture, 0, 1) & 0xFF).as("first of the second row").isEqualTo(128);
    assertThat(at(picture, 1, 1)).isEqualTo(BLACK);
  }

  @Test
  void draw_ofNumbersBeyondTheExtremes_staysBlackOrWhite() {
    float[] generated = new float[16];
    generated[0] = -100;
    generated[1] = 100;
    float[] real = new float[16];
    real[0] = 1;
    ReportData data =
        new ReportData(
            Fixtures.runWithoutLaw(16, 1), List.of(), Rows.of(generated, 16), Rows.of(real, 16));

    BufferedImage picture = ImageGridFigure.draw(data, new ImageShape(4, 4, 1, 0));

    assertThat(picture.getRGB(30 + PIXEL / 2, TOP + PIXEL / 2)).isEqualTo(BLACK);
    assertThat(picture.getRGB(30 + PIXEL + PIXEL / 2, TOP + PIXEL / 2)).isEqualTo(WHITE);
  }

  private static int at(BufferedImage picture, int column, int row) {
    return picture.getRGB(LEFT + column * PIXEL + PIXEL / 2, TOP + row * PIXEL + PIXEL / 2);
  }
}
