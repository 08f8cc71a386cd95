package io.scorestream.evaluator.wasserstein;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.samples.Subset;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.Verdict;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.StandardiserFit;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Columns of different scales and kinds, whose distances are taken one by one. */
class ColumnDistancesTest {

  private static final int N = 1_000;

  private final List<SourceColumn> columns =
      List.of(
          column("income", ColumnKind.CONTINUOUS, 1),
          column("member", ColumnKind.BINARY, 1),
          column("city", ColumnKind.CATEGORICAL, 1, "Bern", "Genf", "Thun"),
          column("grams", ColumnKind.CONTINUOUS, 1e-3),
          column("seven", ColumnKind.CONTINUOUS, 1));

  private static SourceColumn column(
      String name, ColumnKind kind, double unit, String... categories) {
    return new SourceColumn(name, kind, 0.0, unit, List.of(categories));
  }

  private static Rows people(long seed, int count) {
    RandomGenerator rng = Seeds.generator(seed);
    Rows people = Rows.zeros(count, 5);
    for (int row = 0; row < count; row++) {
      float[] numbers = {
        (float) (60_000 + 20_000 * rng.nextGaussian()),
        rng.nextInt(2),
        rng.nextInt(3),
        (float) rng.nextGaussian(),
        7
      };
      System.arraycopy(numbers, 0, people.numbers(), 5 * row, 5);
    }
    return people;
  }

  private static List<Metric> metrics(List<SourceColumn> columns, Rows heldOut, Rows generated) {
    return metrics(columns, heldOut, heldOut, generated);
  }

  private static List<Metric> metrics(
      List<SourceColumn> columns, Rows trained, Rows heldOut, Rows generated) {
    RunSpec spec =
        Fixtures.unknown(
            "r",
            new StandardiserFit(columns, ScaleChoice.COLUMNS)
                .add(trained)
                .fitted(Seeds.generator(1)),
            0.2);
    Run run = new Run(RunSpec.newBuilder(spec).setColumns(columns).build());
    WassersteinEvaluation evaluation =
        new WassersteinEvaluation(
            (of, subset, place, limit) ->
                subset == Subset.HELD_OUT ? heldOut.copy() : Rows.zeros(0, columns.size()),
            Duration.ofMinutes(1));
    return evaluation
        .evaluate(
            run, new GenerationSet(256, generated, Fixtures.place(0, 128)), Comparison.COLUMN_W1)
        .metrics();
  }

  private List<Metric> of(Rows generated) {
    return metrics(columns, people(1, 2 * N), generated);
  }

  private static Metric metric(List<Metric> metrics, String name, String column) {
    return metrics.stream()
        .filter(it -> it.getMetric().equals(name) && column.equals(it.getColumn()))
        .findFirst()
        .orElseThrow();
  }

  private static Metric worst(List<Metric> metrics) {
    return metrics.stream()
        .filter(it -> it.getMetric().equals("worst_column"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void columnThatIsDrownedInAnother_isNamed() {
    Rows generated = people(2, N);
    RandomGenerator rng = Seeds.generator(3);
    for (int row = 0; row < N; row++) {
      generated.numbers()[5 * row + 1] += (float) (632 * rng.nextGaussian());
    }
    List<Metric> metrics = of(generated);
    assertThat(worst(metrics).getColumn()).isEqualTo("member");
    assertThat(worst(metrics).getVerdict()).isEqualTo(Verdict.DISTINGUISHABLE);
    assertThat(worst(metrics).getValue()).isGreaterThan(1_000);
    assertThat(metric(metrics, "column_w1", "income").getVerdict())
        .isEqualTo(Verdict.INDISTINGUISHABLE);
  }

  @Test
  void distances_areInTheColumnsOwnUnits() {
    Rows generated = people(2, N);
    for (int row = 0; row < N; row++) {
      generated.numbers()[5 * row] += 5_000;
      generated.numbers()[5 * row + 2] = 0;
      generated.numbers()[5 * row + 3] += 1;
    }
    List<Metric> metrics = of(generated);
    assertThat(metric(metrics, "column_w1", "income").getValue()).isCloseTo(5_000, within(1_500.0));
    assertThat(metric(metrics, "column_w1", "city").getValue()).isCloseTo(2 / 3.0, within(.05));
    assertThat(metric(metrics, "column_w1", "grams").getValue()).isCloseTo(1e-3, within(1e-4));
  }

  @Test
  void constantColumn_isAtNoDistance_andHasNoRatio() {
    List<Metric> metrics = of(people(2, N));
    assertThat(metric(metrics, "column_w1", "seven").getValue()).isZero();
    assertThat(metric(metrics, "column_w1", "seven").getVerdict())
        .isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(metrics)
        .noneMatch(
            it -> it.getMetric().equals("column_w1_ratio") && "seven".equals(it.getColumn()));
  }

  @Test
  void constantColumnThatIsNoLonger_isTheWorst() {
    Rows generated = people(2, N);
    generated.numbers()[4] = 8;
    List<Metric> metrics = of(generated);
    assertThat(worst(metrics).getColumn()).isEqualTo("seven");
    assertThat(worst(metrics).getVerdict()).isEqualTo(Verdict.DISTINGUISHABLE);
  }

  @Test
  void columnOfWhichFewSamplesVary_isBesideWhatOneOfThemMakes() {
    Rows trained = people(3, 2 * N);
    trained.numbers()[4] = 8;
    Rows generated = people(2, N);
    double scale = Math.sqrt(1.0 / (2 * N));
    generated.numbers()[4] += (float) scale;
    List<Metric> metrics = metrics(columns, trained, people(1, 2 * N), generated);
    assertThat(metric(metrics, "column_w1", "seven").getValue())
        .isCloseTo(scale / N, within(1e-3 * scale));
    assertThat(metric(metrics, "column_w1_ratio", "seven").getValue()).isBetween(.5, 2.0);
    assertThat(worst(metrics).getValue()).isLessThan(100);
  }

  @Test
  void perfectGenerations_areSeldomDistinguishable_thoughOneOfManyColumnsIsTheWorst() {
    int d = 20;
    List<SourceColumn> many =
        IntStream.range(0, d).mapToObj(j -> column("c" + j, ColumnKind.CONTINUOUS, 1)).toList();
    int worstAlarms = 0;
    int withAnAlarm = 0;
    for (int seed = 0; seed < 40; seed++) {
      List<Metric> metrics = metrics(many, gaussian(seed, 400, d), gaussian(1_000 + seed, 200, d));
      worstAlarms += worst(metrics).getVerdict() == Verdict.DISTINGUISHABLE ? 1 : 0;
      withAnAlarm +=
          metrics.stream()
                  .anyMatch(
                      it ->
                          it.getMetric().equals("column_w1")
                              && it.getVerdict() == Verdict.DISTINGUISHABLE)
              ? 1
              : 0;
    }
    assertThat(worstAlarms).isLessThan(10);
    assertThat(withAnAlarm).as("of 20 columns some leave their own band").isGreaterThan(15);
  }

  @Test
  void manyColumns_areToldByTheWorst() {
    int d = 300;
    List<SourceColumn> many =
        IntStream.range(0, d).mapToObj(j -> column("c" + j, ColumnKind.CONTINUOUS, 1)).toList();
    Rows generated = gaussian(2, 200, d);
    for (int row = 0; row < 200; row++) {
      generated.numbers()[d * row + 123] += 3;
    }
    List<Metric> metrics = metrics(many, gaussian(1, 400, d), generated);
    assertThat(worst(metrics).getColumn()).isEqualTo("c123");
    assertThat(metrics.stream().filter(it -> it.getMetric().equals("column_w1"))).hasSize(64);
  }

  @Test
  void worst_isBesideWhatTheWorstOfPerfectGenerationsIs() {
    List<Metric> metrics = of(people(2, N));
    Metric floor =
        metrics.stream()
            .filter(it -> it.getMetric().equals("worst_column_floor"))
            .findFirst()
            .orElseThrow();
    assertThat(floor.getValue()).isGreaterThan(1);
    assertThat(worst(metrics).getVerdict())
        .isEqualTo(
            worst(metrics).getValue() <= requireNonNull(floor.getHigh())
                ? Verdict.INDISTINGUISHABLE
                : Verdict.DISTINGUISHABLE);
  }

  private static Rows gaussian(long seed, int count, int d) {
    Rows points = Rows.zeros(count, d);
    RandomGenerator rng = Seeds.generator(seed);
    for (int i = 0; i < points.numbers().length; i++) {
      points.numbers()[i] = (float) rng.nextGaussian();
    }
    return points;
  }
}
