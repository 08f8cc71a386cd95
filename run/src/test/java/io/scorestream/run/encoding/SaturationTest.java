package io.scorestream.run.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.SaturatedEnd;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.Standardisation;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SaturationTest {

  private static final int N = 20_000;

  private final RandomGenerator noise = Seeds.generator(9);

  /** Columns of -1 with probability 0.6 and 1 with 0.1, else something between. */
  private static Rows saturated(int columns) {
    RandomGenerator random = Seeds.generator(4);
    float[] numbers = new float[N * columns];
    for (int i = 0; i < numbers.length; i++) {
      double u = random.nextDouble();
      numbers[i] = u < 0.6 ? -1 : u < 0.7 ? 1 : (float) random.nextDouble(-0.99, 0.99);
    }
    return Rows.of(numbers, columns);
  }

  private static List<SaturatedEnd> ends(Standardiser map) {
    return map.toEvent().getEnds();
  }

  @Test
  void fitted_valuesThatManyShare_areFoundAtBothEnds() {
    for (ScaleChoice choice : ScaleChoice.values()) {
      Standardiser map =
          StandardiserFit.continuous(2, choice).add(saturated(2)).fitted(Seeds.generator(1));
      assertThat(ends(map))
          .extracting(SaturatedEnd::getValue)
          .containsExactly(-1.0, 1.0, -1.0, 1.0);
      assertThat(ends(map)).extracting(SaturatedEnd::getCoordinate).containsExactly(0, 0, 1, 1);
      assertThat(ends(map).get(0).getBeyond()).isBetween(-0.3, -0.1);
      assertThat(ends(map).get(1).getBeyond()).isBetween(0.1, 0.3);
    }
  }

  @Test
  void fitted_countsWhatIsLaidBeyondInMeanAndVariance() {
    Rows samples = saturated(3);
    Rows mapped = Fits.common(samples).standardise(samples, noise);
    double sum = 0;
    double squares = 0;
    for (float value : mapped.numbers()) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / mapped.numbers().length).isCloseTo(0, within(3e-3));
    assertThat(squares / mapped.numbers().length).isCloseTo(1, within(3e-3));
  }

  @Test
  void standardise_laysSuchValuesBeyondAGap_andLeavesOthers() {
    Standardiser map = twoNumbers(new SaturatedEnd(0, -1.0, -0.2), new SaturatedEnd(1, 5.0, 0.5));
    Rows mapped = map.standardise(Rows.of(new float[] {-1, 5, -1, 4.5f, 0.5f, 5}, 2), noise);
    assertThat(mapped.numbers()[0]).isBetween(-1.4f, -1.2f);
    assertThat(mapped.numbers()[1]).isBetween(5.5f, 6f);
    assertThat(mapped.numbers()[2]).isBetween(-1.4f, -1.2f).isNotEqualTo(mapped.numbers()[0]);
    assertThat(mapped.numbers()[3]).isEqualTo(4.5f);
    assertThat(mapped.numbers()[4]).isEqualTo(0.5f);
    assertThat(mapped.numbers()[5]).isBetween(5.5f, 6f);
  }

  @Test
  void restore_putsWhatLiesBeyondAtTheEnd_exactly() {
    Standardiser map = twoNumbers(new SaturatedEnd(0, -1.0, -0.2), new SaturatedEnd(1, 5.0, 0.5));
    Rows made = Rows.of(new float[] {-1.3f, 5.7f, -1.001f, 5, -0.9f, -40}, 2);
    assertThat(map.restore(made).numbers()).containsExactly(-1, 5, -1, 5, -0.9f, -40);
    assertThat(made.numbers()[0]).as("left as it is").isEqualTo(-1.3f);
  }

  @Test
  void distances_knowNothingOfIt() {
    Standardiser map = twoNumbers(new SaturatedEnd(0, -1.0, -0.2));
    assertThat(map.scaled(Rows.of(new float[] {-1, 3}, 2)).numbers()).containsExactly(-1, 3);
  }

  @Test
  void fitted_survivesItsEvent() {
    Rows samples = saturated(2);
    Standardisation event = Fits.common(samples).toEvent();
    assertThat(Standardiser.of(List.of(), event).toEvent()).isEqualTo(event);
  }

  @Test
  void fitted_fewSharedValues_wholeNumbersCloseTogetherAndWhatIsHeld_areLeftAsTheyAre() {
    Rows table = Rows.zeros(1_000, 5);
    RandomGenerator random = Seeds.generator(5);
    for (int row = 0; row < table.count(); row++) {
      int at = row * 5;
      table.numbers()[at] = row < 9 ? -4 : (float) random.nextDouble(-1, 1);
      table.numbers()[at + 1] = random.nextInt(6);
      table.numbers()[at + 2] = random.nextInt(2);
      table.numbers()[at + 3] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
      table.numbers()[at + 4] = random.nextInt(3) == 0 ? 0 : (float) random.nextDouble();
    }
    List<SourceColumn> columns =
        List.of(
            column("rare", ColumnKind.CONTINUOUS),
            column("children", ColumnKind.INTEGER),
            column("member", ColumnKind.BINARY),
            column("debt", ColumnKind.INTEGER),
            column("given", ColumnKind.CONTINUOUS));
    StandardiserFit fit = new StandardiserFit(columns, ScaleChoice.COLUMNS, Set.of(4));
    assertThat(ends(fit.add(table).fitted(Seeds.generator(1))))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.getCoordinate()).isEqualTo(3);
              assertThat(end.getValue()).isZero();
              assertThat(end.getBeyond()).isLessThan(-1);
            });
  }

  @Test
  void wholeNumbers_atAnEnd_comeOutWhole() {
    Rows table = Rows.zeros(1_000, 1);
    RandomGenerator random = Seeds.generator(5);
    for (int row = 0; row < table.count(); row++) {
      table.numbers()[row] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
    }
    Standardiser map = Fits.columns(List.of(column("debt", ColumnKind.INTEGER)), table);
    assertThat(map.restore(map.standardise(table, noise)).numbers()).isEqualTo(table.numbers());
  }

  private static SourceColumn column(String name, ColumnKind kind) {
    return SourceColumn.newBuilder().setName(name).setKind(kind).build();
  }

  private static Standardiser twoNumbers(SaturatedEnd... ends) {
    return Standardiser.of(
        List.of(),
        new Standardisation(List.of(0.0, 0.0), List.of(1.0, 1.0), null, List.of(), List.of(ends)));
  }
}
