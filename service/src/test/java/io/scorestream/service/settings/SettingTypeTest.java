package io.scorestream.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTypeTest {

  private enum Course {
    COLD_START,
    WARM_START
  }

  private static final SettingType<Course> COURSE = SettingType.choice(Course.class);

  static Stream<Arguments> written() {
    return Stream.of(
        Arguments.of(SettingType.INT, -3, "-3"),
        Arguments.of(SettingType.LONG, 1L << 40, "1099511627776"),
        Arguments.of(SettingType.DOUBLE, 2.5, "2.5"),
        Arguments.of(SettingType.BOOLEAN, true, "true"),
        Arguments.of(SettingType.PATH, Path.of("/a/b"), "/a/b"),
        Arguments.of(SettingType.LIST, List.of("a", "b"), "a,b"),
        Arguments.of(SettingType.LIST, List.of(), ""),
        Arguments.of(SettingType.DURATION, Duration.ZERO, "0 s"),
        Arguments.of(SettingType.DURATION, Duration.ofMillis(1500), "1500 ms"),
        Arguments.of(SettingType.DURATION, Duration.ofMinutes(2), "2 min"),
        Arguments.of(SettingType.DURATION, Duration.ofDays(2), "2 d"),
        Arguments.of(SettingType.SIZE, new DataSize(0), "0 B"),
        Arguments.of(SettingType.SIZE, new DataSize(1000), "1000 B"),
        Arguments.of(SettingType.SIZE, new DataSize(512L << 20), "512 MiB"),
        Arguments.of(COURSE, Course.WARM_START, "warm-start"));
  }

  @ParameterizedTest
  @MethodSource("written")
  <T> void value_isReadAsItIsWritten(SettingType<T> type, T value, String text) {
    assertThat(type.writer().apply(value)).isEqualTo(text);
    assertThat(type.reader().apply(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"WARM-START", "Warm_Start", "warm-start"})
  void choice_ignoresCase(String text) {
    assertThat(COURSE.reader().apply(text)).isEqualTo(Course.WARM_START);
  }

  @Test
  void choice_thatIsMistypedNamesAllAndTheNearest() {
    assertThatThrownBy(() -> COURSE.reader().apply("warm-strat"))
        .hasMessage("one of cold-start, warm-start; did you mean 'warm-start'?");
  }

  @ParameterizedTest
  @CsvSource({"1.5s, 1500", "20 S, 20000", "0.5 min, 30000", "7ms, 7", "1 h, 3600000"})
  void duration_isReadWithAnyUnit(String text, long millis) {
    assertThat(SettingType.DURATION.reader().apply(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"500", "-1 s", "1 fortnight", "0.5 ms", "99999999999999999999 d"})
  void duration_withoutAUnitThatIsKnownIsRefused(String text) {
    assertThatThrownBy(() -> SettingType.DURATION.reader().apply(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"512", "1 MB", "-1 MiB", "9999999999 TiB"})
  void size_withoutAUnitThatIsKnownIsRefused(String text) {
    assertThatThrownBy(() -> SettingType.SIZE.reader().apply(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void check_saysWhatAValueMustBe() {
    SettingType<Duration> type =
        SettingType.DURATION.where(
            Constraint.between(Duration.ofMillis(10), Duration.ofMinutes(1)));
    assertThatThrownBy(() -> type.reader().apply("2 min")).hasMessage("10 ms to 1 min");
    assertThat(type.reader().apply("1 min")).isEqualTo(Duration.ofMinutes(1));
  }
}
