package io.scorestream.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNumberTest {

  @ParameterizedTest
  @CsvSource({
    "0.05231, 5, .0523",
    "0.99999, 5, 1.000",
    "1.2345, 4, 1.23",
    "12.345, 4, 12.3",
    "123.45, 4, 123",
    "1234.4, 4, 1234",
    "12345, 4, 1e4",
    "0.0000312, 5, 3e-5",
    "0, 4, .000",
    "NaN, 4, -",
    "Infinity, 4, inf"
  })
  void of_showsAsManyDigitsAsFit(double value, int width, String text) {
    assertThat(ShortNumber.of(value, width)).isEqualTo(text);
  }
}
