package io.scorestream.run.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ImageShape;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.PixelGrid;
import io.scorestream.run.network.PixelLayout;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelPlacesTest {

  @ParameterizedTest
  @CsvSource({
    "16, 16, 1, 16, 16, 1",
    "6, 5, 1, 8, 8, 1",
    "28, 28, 1, 16, 16, 4",
    "32, 20, 3, 16, 12, 12",
    "1, 100, 1, 4, 16, 64"
  })
  void grid_anyImage_isOfAFewPixelsThatCanBeHalvedTwice(
      int height, int width, int channels, int rows, int columns, int numbers) {
    PixelPlaces places = new PixelPlaces(new ImageShape(height, width, channels));

    assertThat(places.grid()).isEqualTo(new PixelGrid(rows, columns, numbers));
    assertThat(IntStream.range(0, height * width * channels).map(places::of).boxed())
        .doesNotHaveDuplicates()
        .allMatch(place -> place >= 0 && place < places.grid().size());
  }

  @Test
  void of_neighboursInASquare_areOnePixel() {
    PixelPlaces places = new PixelPlaces(new ImageShape(28, 28, 1));

    assertThat(IntStream.of(0, 1, 28, 29).map(places::of)).containsExactly(0, 1, 2, 3);
    assertThat(places.of(2)).isEqualTo(4);
    assertThat(places.of(2 * 28)).isEqualTo(4 * 16);
  }

  @Test
  void on_standardisedImages_givesTheirPixelsBack() {
    RandomGenerator rng = Seeds.generator(1);
    Rows images = Rows.zeros(40, 12);
    for (int i = 0; i < images.numbers().length; i++) {
      images.numbers()[i] = i % 12 == 5 ? 7 : (float) (3 * rng.nextGaussian());
    }
    Standardiser units = StandardiserFit.continuous(12, ScaleChoice.COMMON).add(images).fitted(rng);
    ImageShape shape = new ImageShape(3, 4, 1);
    PixelLayout layout = units.on(shape);
    Rows turned = units.standardise(images, rng);
    Rows scaled = units.scaled(images);
    PixelPlaces places = new PixelPlaces(shape);

    assertThat(layout.dimension()).isEqualTo(11);
    for (int number = 0; number < 12; number++) {
      double pixel = 0;
      for (int i = 0; i < 11; i++) {
        pixel +=
            turned.at(3, i) * layout.directions()[i * layout.grid().size() + places.of(number)];
      }
      double expected = number == 5 ? 0 : scaled.at(3, number < 5 ? number : number - 1);
      assertThat(pixel).as("number %s", number).isCloseTo(expected, within(1e-5));
    }
  }
}
