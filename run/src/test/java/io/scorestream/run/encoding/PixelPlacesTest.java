package io.scorestream.run.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.PixelGrid;
import io.scorestream.run.network.PixelLayout;
import java.util.List;
import java.util.Set;
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
    PixelPlaces places = new PixelPlaces(new ImageShape(height, width, channels, 0));

    assertThat(places.grid()).isEqualTo(new PixelGrid(rows, columns, numbers));
    assertThat(IntStream.range(0, height * width * channels).map(places::of).boxed())
        .doesNotHaveDuplicates()
        .allMatch(place -> place >= 0 && place < places.grid().size());
  }

  @Test
  void of_neighboursInASquare_areOnePixel() {
    PixelPlaces places = new PixelPlaces(new ImageShape(28, 28, 1, 0));

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
    ImageShape shape = new ImageShape(3, 4, 1, 0);
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

  @Test
  void on_imagesBesideALabelThatIsHeld_leavesTheLabelOut() {
    RandomGenerator rng = Seeds.generator(1);
    List<SourceColumn> columns =
        IntStream.range(0, 14)
            .mapToObj(
                j ->
                    new SourceColumn(
                        "c" + j,
                        j == 0 ? ColumnKind.CATEGORICAL : ColumnKind.CONTINUOUS,
                        0.0,
                        1.0,
                        j == 0 ? List.of("a", "b") : List.of()))
            .toList();
    Rows rows = Rows.zeros(40, 14);
    for (int i = 0; i < rows.numbers().length; i++) {
      rows.numbers()[i] = i % 14 == 0 ? i / 14 % 2 : (float) (3 * rng.nextGaussian());
    }
    Standardiser units =
        new StandardiserFit(columns, ScaleChoice.COMMON, Set.of(0, 13)).add(rows).fitted(rng);
    PixelLayout layout = units.on(new ImageShape(3, 4, 1, 1));
    Rows turned = units.standardise(rows, rng);
    Rows scaled = units.scaled(rows);
    PixelPlaces places = new PixelPlaces(new ImageShape(3, 4, 1, 1));

    assertThat(layout.dimension()).isEqualTo(12 + 3);
    for (int number = 0; number < 12; number++) {
      double pixel = 0;
      for (int i = 0; i < layout.dimension(); i++) {
        pixel +=
            turned.at(3, i) * layout.directions()[i * layout.grid().size() + places.of(number)];
      }
      assertThat(pixel).as("number %s", number).isCloseTo(scaled.at(3, number), within(1e-5));
    }
  }
}
