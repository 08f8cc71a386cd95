package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.GivenValues;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.StandardiserFit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static final int N = 1_000;

  private static final List<SourceColumn> COLUMNS =
      List.of(
          new SourceColumn("pixel", ColumnKind.CONTINUOUS, 0.0, 1.0, List.of()),
          new SourceColumn("digit", ColumnKind.CATEGORICAL, 0.0, 1.0, List.of("0.0", "7.0", "x")),
          new SourceColumn("year", ColumnKind.INTEGER, 2000.0, 1.0, List.of()),
          new SourceColumn("same", ColumnKind.CONTINUOUS, 0.0, 1.0, List.of()));

  /** Of 0.0 years are odd, of 7.0 even; x has one row. */
  private static Rows samples() {
    RandomGenerator rng = Seeds.generator(1);
    Rows samples = Rows.zeros(N, 4);
    for (int row = 0; row < N; row++) {
      int digit = row == 17 ? 2 : row % 4 == 0 ? 0 : 1;
      float[] numbers = {
        (float) rng.nextGaussian(), digit, 2 * rng.nextInt(3) + (digit == 0 ? 1 : 0), 3
      };
      System.arraycopy(numbers, 0, samples.numbers(), row * 4, 4);
    }
    return samples;
  }

  private static Run run(List<String> named, double dropping) {
    ConditionFit condition = ConditionFit.of(COLUMNS, named, dropping);
    StandardiserFit fit =
        new StandardiserFit(COLUMNS, ScaleChoice.COLUMNS, condition.held()).add(samples());
    return new Run(
        new RunDraft(
                "r",
                "t",
                "s",
                COLUMNS,
                null,
                fit.fitted(Seeds.generator(1)),
                condition.spec(fit),
                null,
                4,
                null,
                1)
            .spec());
  }

  @Test
  void run_ofALabel_holdsItsCategoriesAndHasTheirShares() {
    Run run = run(List.of("digit"), 0.1);
    assertThat(run.dimension()).isEqualTo(5);
    assertThat(run.scoredDimension()).isEqualTo(2);
    assertThat(run.bank().held()).isEqualTo(3);
    assertThat(run.variances()).hasSize(2);
    assertThat(Objects.requireNonNull(run.spec().getCondition()).getGiven())
        .containsExactly(
            new GivenValues(List.of(0.0), 250L),
            new GivenValues(List.of(1.0), 749L),
            new GivenValues(List.of(2.0), 1L));
    assertThat(run.condition().orElseThrow().categories()).containsOnlyKeys(1);
  }

  @Test
  void draw_isAsInTheData_andOfASampleSNumberAlone() {
    ConditionDraws draws = ConditionChoice.USUAL.over(run(List.of("2", "year"), 0.1));
    Rows drawn = draws.draw(3, 0, 64, 4_000, 4);
    int sevens = 0;
    for (int row = 0; row < drawn.count(); row++) {
      assertThat(drawn.at(row, 0)).isZero();
      if (drawn.at(row, 1) == 1) {
        sevens++;
        assertThat(drawn.at(row, 2) % 2).isZero();
      }
    }
    assertThat(sevens / 4_000.0).isCloseTo(.749, within(.03));
    assertThat(draws.draw(3, 0, 64, 100, 4)).isEqualTo(drawn.first(100));
    assertThat(draws.draw(3, 1, 64, 10, 4).at(3, 2)).isEqualTo(drawn.at(67, 2));
    assertThat(draws.draw(4, 0, 64, 4_000, 4)).isNotEqualTo(drawn);
  }

  @Test
  void draws_ofAValue_drawTheOthersFromItsRows() {
    Run run = run(List.of("digit", "year"), 0.1);
    Rows drawn = new ConditionChoice(Map.of("digit", "7"), 1.5).over(run).draw(3, 0, 64, 300, 4);
    for (int row = 0; row < drawn.count(); row++) {
      assertThat(drawn.at(row, 1)).isEqualTo(1);
      assertThat(drawn.at(row, 2) % 2).isZero();
    }
    ConditionDraws unseen = new ConditionChoice(Map.of("year", "1990"), 0).over(run);
    assertThat(unseen.values()).hasSizeGreaterThan(3);
    assertThat(unseen.draw(3, 0, 64, 1, 4).at(0, 2)).isEqualTo(-10);

    Rows samples = Rows.zeros(300, 4);
    unseen.keep(samples, drawn);
    assertThat(samples).isEqualTo(drawn);
  }

  @Test
  void draws_ofWhatIsNotThere_areRefusedByName() {
    Run run = run(List.of("digit", "year"), 0.1);
    refused(run, Map.of("digit", "8"), 0, "digit is never '8'; it is one of 0.0, 7.0, x");
    refused(
        run, Map.of("pixel", "1"), 0, "not made of 'pixel'; the run's condition is of digit, year");
    refused(run, Map.of("year", "old"), 0, "year is a number, and 'old' is none");
    refused(run, Map.of("year", "2000.5"), 0, "year is a whole number");
    refused(run, Map.of(), -1, "guidance is -1");
    refused(run(List.of("year"), 0.1), Map.of(), 1, "what samples are like without the condition");
    refused(run(List.of("digit"), 0), Map.of(), 1, "what samples are like without the condition");
    RunSpec none = RunSpec.newBuilder(run.spec()).setCondition(null).build();
    assertThat(none.getCondition()).isNull();
  }

  private static void refused(Run run, Map<String, String> where, double guidance, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConditionChoice(where, guidance).over(run))
        .withMessageContaining(why);
  }

  @Test
  void condition_thatCannotBe_isRefusedByName() {
    refused(List.of("height"), "no column 'height' for a condition; the columns are pixel, digit");
    refused(List.of("5"), "no column '5'");
    refused(List.of("1", "2", "3", "4"), "a condition of 4 of 4 columns leaves nothing to learn");
    refused(List.of("same"), "column same is always the same");
    assertThat(run(List.of("year"), 0.1).condition().orElseThrow().canBeLeftOut()).isFalse();
  }

  private static void refused(List<String> named, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(named, 0.1))
        .withMessageContaining(why);
  }
}
