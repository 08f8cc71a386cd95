package io.scorestream.run.encoding;

import static io.scorestream.run.encoding.Fits.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Columns of different kinds and scales. */
class ColumnsTest {

  private static final int N = 4_000;

  private final List<SourceColumn> columns =
      List.of(
          column("income", ColumnKind.CONTINUOUS),
          column("member", ColumnKind.BINARY),
          column("seven", ColumnKind.CONTINUOUS),
          column("children", ColumnKind.INTEGER),
          column("city", ColumnKind.CATEGORICAL, "Bern", "Genf", "Thun"));

  private final Rows samples = samples();

  private static Rows samples() {
    RandomGenerator rng = Seeds.generator(3);
    Rows samples = Rows.zeros(N, 5);
    for (int row = 0; row < N; row++) {
      float[] numbers = {
        (float) (60_000 + 20_000 * rng.nextGaussian()),
        rng.nextInt(2),
        7,
        rng.nextInt(5),
        rng.nextInt(10) < 6 ? 0 : rng.nextInt(2) + 1
      };
      System.arraycopy(numbers, 0, samples.numbers(), row * 5, 5);
    }
    return samples;
  }

  @Test
  void restore_givesBackWhatWasStandardised_whateverTheKind() {
    Standardiser map = Fits.columns(columns, samples);
    Rows back = map.restore(map.standardise(samples, Seeds.generator(1)));
    for (int row = 0; row < N; row++) {
      assertThat(back.at(row, 0)).isCloseTo(samples.at(row, 0), within(.5f));
      for (int column = 1; column < 5; column++) {
        assertThat(back.at(row, column)).isEqualTo(samples.at(row, column));
      }
    }
  }

  @Test
  void eachColumn_hasUnitVariance_andTheConstantNone() {
    Standardiser map = Fits.columns(columns, samples);
    assertThat(map.sampleDimension()).isEqualTo(5);
    assertThat(map.dimension()).as("income, member, children, three cities").isEqualTo(6);
    double[] variances = new double[6];
    Rows scaled = map.scaled(samples);
    for (int row = 0; row < N; row++) {
      for (int i = 0; i < 6; i++) {
        variances[i] += scaled.at(row, i) * scaled.at(row, i) / N;
      }
    }
    assertThat(variances[0]).isCloseTo(1, within(1e-3));
    assertThat(variances[1]).isCloseTo(1, within(1e-3));
    assertThat(variances[2]).as("without the noise on whole numbers").isBetween(.95, 1.0);
    assertThat(IntStream.range(3, 6).mapToDouble(i -> variances[i]).average().orElseThrow())
        .isCloseTo(1, within(1e-3));
  }

  @Test
  void wholeNumbers_getNoiseThatKeepsThemApart() {
    List<SourceColumn> one = List.of(column("children", ColumnKind.INTEGER));
    Rows children = Rows.of(new float[] {0, 1, 2, 3, 3, 3, 3, 3}, 1);
    Standardiser map = Fits.columns(one, children);
    Rows first = map.standardise(children, Seeds.generator(1));
    assertThat(first.at(3, 0)).isNotEqualTo(first.at(4, 0));
    assertThat(map.restore(first)).isEqualTo(children);
    assertThat(map.standardise(children, Seeds.generator(1))).isEqualTo(first);
  }

  @Test
  void whatWasGenerated_isWhole_binary_andACategory() {
    Standardiser map = Fits.columns(columns, samples);
    Rows noise = Rows.zeros(1_000, map.dimension());
    RandomGenerator rng = Seeds.generator(5);
    for (int i = 0; i < noise.numbers().length; i++) {
      noise.numbers()[i] = (float) (3 * rng.nextGaussian());
    }
    Rows made = map.restore(noise);
    for (int row = 0; row < made.count(); row++) {
      assertThat(made.at(row, 1)).isIn(0f, 1f);
      assertThat(made.at(row, 2)).isEqualTo(7f);
      assertThat(made.at(row, 3)).isEqualTo((float) Math.rint(made.at(row, 3)));
      assertThat(made.at(row, 4)).isIn(0f, 1f, 2f);
    }
  }

  @Test
  void map_survivesItsEvent() {
    Standardiser map = Fits.columns(columns, samples);
    Rows mapped = map.standardise(samples, Seeds.generator(1));
    Standardiser again = Standardiser.of(columns, map.toEvent());
    assertThat(again.standardise(samples, Seeds.generator(1))).isEqualTo(mapped);
    assertThat(again.restore(mapped)).isEqualTo(map.restore(mapped));
  }

  @Test
  void parts_giveWhatTheWholeGives() {
    StandardiserFit fit = new StandardiserFit(columns, ScaleChoice.COLUMNS);
    for (int from = 0; from < N; from += 100) {
      fit.add(samples.range(from, from + 100));
    }
    assertThat(fit.fitted(Seeds.generator(1)).toEvent())
        .isEqualTo(Fits.columns(columns, samples).toEvent());
  }

  @Test
  void commonScale_leavesTheConstantOut() {
    Rows pixels = Rows.of(new float[] {0, 1, 5, 0, 3, 5, 0, 8, 1}, 3);
    Standardiser map = Fits.common(pixels);
    assertThat(map.dimension()).isEqualTo(2);
    assertThat(map.toEvent().getScale().get(0)).isZero();
    assertThat(map.toEvent().getScale().get(1)).isEqualTo(map.toEvent().getScale().get(2));
    assertThat(map.restore(map.standardise(pixels, Seeds.generator(1))).numbers())
        .containsExactly(pixels.numbers(), within(1e-5f));
  }

  @Test
  void nothingThatVaries_isRefused() {
    assertThatThrownBy(() -> Fits.common(Rows.of(new float[] {4, 4, 4}, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column varies");
  }

  @Test
  void keptRows_areEvenlySpaced() {
    SpacedRows kept = new SpacedRows(1, 8);
    Rows numbers = Rows.zeros(100, 1);
    for (int row = 0; row < 100; row++) {
      numbers.numbers()[row] = row;
      kept.add(numbers, row);
    }
    assertThat(kept.rows().numbers()).containsExactly(0, 16, 32, 48, 64, 80, 96);
  }

  @Test
  void heldColumns_comeLast_withoutNoiseAndUnturned() {
    StandardiserFit fit =
        new StandardiserFit(columns, ScaleChoice.COMMON, Set.of(3, 4)).add(samples);
    Standardiser map =
        Standardiser.of(columns, fit.fitted(Seeds.generator(1)).toEvent(), Set.of(3, 4));
    assertThat(map.dimension()).isEqualTo(6);
    assertThat(map.held()).as("children and three cities").isEqualTo(4);
    assertThat(map.variances().subList(2, 6)).containsOnly(1.0);

    Rows some = samples.first(50);
    Rows one = map.standardise(some, Seeds.generator(1));
    Rows scaled = map.scaled(some);
    double children = 0;
    for (int row = 0; row < some.count(); row++) {
      for (int i = 2; i < 6; i++) {
        assertThat(one.at(row, i)).isEqualTo(scaled.at(row, i));
      }
      children += some.at(row, 3) == 2 ? Math.abs(one.at(row, 2)) : 0;
    }
    assertThat(children).as("2 is near the mean").isLessThan(5);
    Rows back = map.restore(one);
    for (int row = 0; row < some.count(); row++) {
      assertThat(back.at(row, 0)).isCloseTo(some.at(row, 0), within(.5f));
      for (int column = 1; column < 5; column++) {
        assertThat(back.at(row, column)).isEqualTo(some.at(row, column));
      }
    }
    map.withoutCondition(one, 1);
    for (int i = 2; i < 6; i++) {
      assertThat(one.at(1, i)).isZero();
      assertThat(one.at(0, i)).isEqualTo(scaled.at(0, i));
    }
    assertThat(one.at(1, 0)).isNotZero();
  }

  @Test
  void heldColumns_ofAllThatVary_areRefused() {
    StandardiserFit fit =
        new StandardiserFit(columns, ScaleChoice.COLUMNS, Set.of(0, 1, 3, 4)).add(samples);
    assertThatThrownBy(() -> fit.fitted(Seeds.generator(1)))
        .hasMessageContaining("no column varies but those of the condition");
  }
}
