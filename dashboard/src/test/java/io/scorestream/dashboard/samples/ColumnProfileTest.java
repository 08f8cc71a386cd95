package io.scorestream.dashboard.samples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnProfileTest {

  @Test
  void numbers_areAllInBinsOfEqualWidth() {
    double[] values = DoubleStream.iterate(-1, x -> x + 0.01).limit(201).toArray();
    ColumnProfile profile = ColumnProfile.of(values, false);
    assertThat(profile.n()).isEqualTo(201);
    assertThat(profile.min()).isEqualTo(-1);
    assertThat(profile.max()).isCloseTo(1, within(1e-9));
    assertThat(profile.mean()).isCloseTo(0, within(1e-9));
    assertThat(profile.deviation())
        .isCloseTo(Math.sqrt((201 * 201 - 1) / 12.0) / 100, within(1e-9));
    assertThat(profile.edges()).hasSize(33).isSorted();
    assertThat(profile.counts()).hasSize(32);
    assertThat(profile.counts().stream().mapToLong(it -> it).sum()).isEqualTo(201);
    assertThat(Collections.max(profile.counts())).isLessThan(9);
  }

  /** Their squares have no digit left of the spread. */
  @Test
  void numbersFarFromZero_keepTheirDeviation() {
    ColumnProfile profile = ColumnProfile.of(new double[] {1.7e9, 1.7e9 + 1, 1.7e9 + 2}, false);
    assertThat(profile.deviation()).isCloseTo(Math.sqrt(2 / 3.0), within(1e-6));
    assertThat(profile.mean()).isEqualTo(1.7e9 + 1);
  }

  @Test
  void wholeNumbers_haveABinEach() {
    ColumnProfile profile = ColumnProfile.of(new double[] {3, 5, 5, 4, 5}, true);
    assertThat(profile.edges()).containsExactly(2.5, 3.5, 4.5, 5.5);
    assertThat(profile.counts()).containsExactly(1L, 1L, 3L);
    assertThat(ColumnProfile.of(new double[] {0, 1000}, true).counts()).hasSize(32);
  }

  @Test
  void categories_areCounted() {
    ColumnProfile profile = ColumnProfile.ofCategories(new float[] {0, 2, 2}, 3);
    assertThat(profile.counts()).containsExactly(1L, 0L, 2L);
    assertThat(profile.edges()).isNull();
    assertThat(profile.mean()).isNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 5, -1e300, 1e300, 1e-300, Double.MAX_VALUE})
  void numbersThatAreAllTheSame_areInOneBin(double value) {
    ColumnProfile profile = ColumnProfile.of(new double[] {value, value}, false);
    assertThat(profile.counts()).containsExactly(2L);
    List<Double> edges = requireNonNull(profile.edges());
    assertThat(edges).hasSize(2).allMatch(Double::isFinite);
    assertThat(edges.get(0)).isLessThanOrEqualTo(value);
    assertThat(edges.get(1)).isGreaterThanOrEqualTo(value);
    assertThat(profile.deviation()).isZero();
  }

  @Test
  void numbersThatAreNotFinite_arePassedOver() {
    assertThat(ColumnProfile.of(new double[] {Double.NaN, 1, 2}, false).n()).isEqualTo(2);
    ColumnProfile none = ColumnProfile.of(new double[0], false);
    assertThat(none.n()).isZero();
    assertThat(none.min()).isNull();
    assertThat(none.edges()).hasSize(none.counts().size() + 1);
  }
}
