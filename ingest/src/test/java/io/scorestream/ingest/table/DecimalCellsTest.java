package io.scorestream.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DecimalCellsTest {

  private static final String CHARACTERS = "0123456789012345678900..eE+-xXpdfaN ";

  private static final Pattern DECIMAL = Pattern.compile("[0-9.eE+-]+");

  @Test
  void parse_ofAnyNumber_hasTheBitsOfTheLanguages() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(number) && !Double.isInfinite(number)) {
        requireSame(String.valueOf(number));
        requireSame(String.format(Locale.ROOT, "%.6f", random.nextGaussian() * 1e3));
      }
    }
  }

  @Test
  void parse_ofAnyCharacters_readsDecimalsAsTheLanguageDoes() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder cell = new StringBuilder();
      for (int length = 1 + random.nextInt(24); length > 0; length--) {
        cell.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      requireSame(cell.toString());
    }
  }

  @Test
  void parse_withACommaWithinAText_readsThoseCharactersAlone() {
    assertThat(new DecimalCells(true).parse("x-3,25e1;".toCharArray(), 1, 8)).isEqualTo(-32.5);
    assertThat(new DecimalCells(true).parse("3.25")).isNaN();
    assertThat(new DecimalCells(false).parse("3,25")).isNaN();
  }

  private static void requireSame(String cell) {
    double expected = DECIMAL.matcher(cell).matches() ? parsed(cell) : Double.NaN;
    assertThat(Double.doubleToRawLongBits(new DecimalCells(false).parse(cell)))
        .as(cell)
        .isEqualTo(Double.doubleToRawLongBits(expected));
  }

  private static double parsed(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
