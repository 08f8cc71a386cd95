package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.ColumnNames;
import io.scorestream.run.Condition;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.Measured;
import io.scorestream.transport.NoiseFloor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far generations of each value of the condition's labels are from held-out samples of the same
 * value: a distance of all of them hardly notices one label that is wrong.
 *
 * @param run with a condition
 * @param generations as samples travel
 * @param heldOut {@code [h, d]}, as samples travel
 * @param budget of all comparisons; these take as much as one of them for all values together
 * @param floors that were measured before
 */
record ConditionDistances(
    Run run,
    GenerationSet generations,
    Rows heldOut,
    Budget budget,
    RecentlyUsed<String, Measured<NoiseFloor>> floors) {

  /** Of more values only the first are told. */
  private static final int MOST_VALUES = 20;

  /** Of fewer on either side there is no distance worth telling. */
  private static final int FEWEST = 20;

  private record Value(int column, int category, String name) {}

  /** Distance, floor and ratio of each value, or why it has none. */
  List<Metric> metrics() {
    List<Value> values = values();
    Budget each =
        new Budget(budget.time().dividedBy(Math.max(1, values.size())).plus(Duration.ofNanos(1)));
    return values.stream().flatMap(value -> metrics(value, each).stream()).toList();
  }

  private List<Value> values() {
    List<Value> values = new ArrayList<>();
    Map<Integer, List<String>> labels = run.condition().map(Condition::categories).orElse(Map.of());
    labels.forEach(
        (column, categories) -> {
          String name = ColumnNames.of(run.spec(), column);
          for (int category = 0; category < categories.size(); category++) {
            values.add(new Value(column, category, name + "=" + categories.get(category)));
          }
        });
    return values.subList(0, Math.min(values.size(), MOST_VALUES));
  }

  private List<Metric> metrics(Value value, Budget each) {
    MetricScope scope = new MetricScope.OfColumn(run.id(), generations.milestone(), value.name());
    Rows generated = of(value, generations.points());
    Rows real = of(value, heldOut);
    if (generated.count() < FEWEST || real.count() < 2 * FEWEST) {
      return List.of(
          scope.leftOut(
              MetricName.CONDITION_W2,
              "of %s generations and %s held-out samples, at least %s and %s are needed"
                  .formatted(generated.count(), real.count(), FEWEST, 2 * FEWEST),
              generated.count()));
    }
    ComparedSets sets =
        new ComparedSets(
            run,
            new GenerationSet(
                generations.milestone(), run.standardiser().scaled(generated), generations.place()),
            new HeldOutReference(run, run.standardiser().scaled(real), value.name()),
            each);
    Measured<Measurement> measured =
        new MilestoneDistances(sets, floors).measure(DistanceKind.SLICED_W2);
    if (measured instanceof Measured.LeftOut<Measurement> left) {
      return List.of(scope.leftOut(MetricName.CONDITION_W2, left.reason(), generated.count()));
    }
    return metrics(scope, measured.orThrow());
  }

  private static List<Metric> metrics(MetricScope scope, Measurement measured) {
    BesideFloor beside = new BesideFloor(scope, measured.floor());
    double value = measured.found().value();
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        beside.judged(
            scope.interval(
                MetricName.CONDITION_W2,
                value,
                measured.found().low(),
                measured.found().high(),
                measured.floor().n(),
                Evidence.EMPIRICAL)));
    metrics.add(beside.band(MetricName.CONDITION_W2_FLOOR));
    metrics.addAll(beside.ratio(MetricName.CONDITION_W2_RATIO, value));
    return metrics;
  }

  private static Rows of(Value value, Rows samples) {
    return samples.chosen(
        IntStream.range(0, samples.count())
            .filter(row -> samples.at(row, value.column()) == value.category())
            .toArray());
  }
}
