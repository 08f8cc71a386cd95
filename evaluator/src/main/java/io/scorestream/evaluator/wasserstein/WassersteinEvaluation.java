package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.samples.Subset;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.Measured;
import io.scorestream.transport.NoiseFloor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distances of a milestone's generations, and other numbers of how alike they are, each coordinate
 * in units of the run's scale, so that a column of large numbers does not hide the others: from
 * fresh draws where the run's law is known, from held-out samples before the milestone's place
 * where it is not, and from the training samples. Directions, references and floors are the same at
 * every milestone, as far as there are as many samples. Safe from any thread.
 */
public final class WassersteinEvaluation {

  private static final Logger LOG = LoggerFactory.getLogger(WassersteinEvaluation.class);

  /** About four runs' floors. */
  private static final int KEPT_FLOORS = 32;

  /** Of runs that are evaluated side by side. */
  private static final int KEPT_COLUMN_FLOORS = 4;

  /** Training samples that generations are compared with. */
  private static final int TRAINING = 2_000;

  /** Names what distances are computed on: by no library, so that a processor's type is enough. */
  private static final String JAVA =
      "Java %s, %s".formatted(Runtime.version().feature(), System.getProperty("os.arch"));

  private final Samples samples;
  private final Budget budget;
  private final RecentlyUsed<String, Measured<NoiseFloor>> floors = RecentlyUsed.count(KEPT_FLOORS);
  private final RecentlyUsed<String, Measured<List<NoiseFloor>>> likenessFloors =
      RecentlyUsed.count(KEPT_FLOORS);
  private final RecentlyUsed<String, ColumnFloors> columnFloors =
      RecentlyUsed.count(KEPT_COLUMN_FLOORS);
  private final RecentlyUsed<String, Measured<Double>> exactScores =
      RecentlyUsed.count(KEPT_FLOORS);
  private final RecentlyUsed<String, DataDimension> dimensions = RecentlyUsed.count(KEPT_FLOORS);
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param samples where held-out and training samples come from
   * @param budget time that one milestone's distances may take, by a fixed estimate
   */
  public WassersteinEvaluation(Samples samples, Duration budget) {
    this.samples = samples;
    this.budget = new Budget(budget);
  }

  /** Makes one comparison; finds nothing where there is nothing sound to say. */
  public Findings evaluate(Run run, GenerationSet generations, Comparison comparison) {
    List<Metric> metrics =
        comparison == Comparison.COLUMN_W1
            ? columns(run, generations)
            : scaled(run, generations).map(sets -> metrics(sets, comparison)).orElse(List.of());
    if (comparison == Comparison.SLICED_W2 && run.condition().isPresent()) {
      metrics = Stream.concat(metrics.stream(), conditions(run, generations).stream()).toList();
    }
    return Findings.of(metrics, metrics.isEmpty() ? 0 : generations.points().count())
        .computedOn(JAVA);
  }

  private List<Metric> conditions(Run run, GenerationSet generations) {
    return heldOut(run, generations)
        .map(samples -> new ConditionDistances(run, generations, samples, budget, floors).metrics())
        .orElse(List.of());
  }

  private List<Metric> columns(Run run, GenerationSet generations) {
    Optional<Reference> reference =
        run.law()
            .<Reference>map(law -> new LawReference(run, law))
            .or(() -> heldOut(run, generations).map(samples -> new HeldOutReference(run, samples)));
    if (reference.isEmpty()) {
      return List.of();
    }
    ColumnDistances distances = new ColumnDistances(run, generations, reference.get());
    return orReason(
        distances.effort(budget).map(effort -> distances.metrics(effort, columnFloors)),
        run,
        MetricName.WORST_COLUMN,
        generations);
  }

  private Optional<ComparedSets> scaled(Run run, GenerationSet generations) {
    Standardiser units = run.standardiser();
    return run.law()
        .<Reference>map(law -> new LawReference(run, units.scaled(law)))
        .or(
            () ->
                heldOut(run, generations)
                    .map(samples -> new HeldOutReference(run, units.scaled(samples))))
        .map(
            reference ->
                new ComparedSets(
                    run,
                    new GenerationSet(
                        generations.milestone(),
                        units.scaled(generations.points()),
                        generations.place()),
                    reference,
                    budget));
  }

  private Optional<Rows> heldOut(Run run, GenerationSet generations) {
    int usable = Math.multiplyExact(2, generations.points().count());
    Rows samples = this.samples.before(run, Subset.HELD_OUT, generations.place(), usable);
    int found = samples.count();
    if (found >= Samples.FEWEST) {
      return Optional.of(samples);
    }
    if (told.add(run.id())) {
      LOG.warn(
          "{} has no known law and {} held-out samples before milestone {}; a distance needs at"
              + " least {}, so none is emitted until there are more",
          run,
          found,
          generations.milestone(),
          Samples.FEWEST);
    }
    return Optional.empty();
  }

  private List<Metric> metrics(ComparedSets sets, Comparison comparison) {
    MilestoneDistances distances = new MilestoneDistances(sets, floors);
    MilestoneLikeness likeness = new MilestoneLikeness(sets, likenessFloors);
    return switch (comparison) {
      case SLICED_W2, W2, W1, MAX_SLICED_W2, SINKHORN_W2, GAUSSIAN_W2 -> {
        DistanceKind kind = DistanceKind.valueOf(comparison.name());
        yield orReason(distance(distances, kind), sets, kind.value());
      }
      case TRAINING_W2 ->
          besideTraining(sets, MetricName.TRAINING_W2, trained -> memorisation(distances, trained));
      case PRECISION -> orReason(metrics(likeness.overlap(), sets), sets, MetricName.PRECISION);
      case DCR_SHARE ->
          besideTraining(
              sets,
              MetricName.DCR_SHARE,
              trained -> metrics(likeness.nearestRecord(trained), sets));
      case CLASSIFIER_ACCURACY ->
          orReason(metrics(likeness.classifier(), sets), sets, MetricName.CLASSIFIER_ACCURACY);
      case MEAN_ERROR -> orReason(metrics(likeness.moments(), sets), sets, MetricName.MEAN_ERROR);
      case COLUMN_W1 -> throw new IllegalArgumentException("columns have units of their own");
    };
  }

  private DataDimension dimension(ComparedSets sets) {
    return dimensions.get(
        sets.reference().key(), () -> DataDimension.of(sets.reference(), sets.run().dimension()));
  }

  private static Measured<List<Metric>> metrics(Measured<List<Likeness>> found, ComparedSets sets) {
    return found.map(all -> all.stream().flatMap(it -> it.metrics(sets.scope()).stream()).toList());
  }

  private Measured<List<Metric>> distance(MilestoneDistances distances, DistanceKind kind) {
    return distances
        .measure(kind)
        .map(measurement -> measurement.metrics(distances.sets().scope()))
        .flatMap(
            found ->
                beside(distances, kind)
                    .map(more -> Stream.concat(found.stream(), more.stream()).toList()));
  }

  /** What is said beside a distance: what a perfect model would have, or how it may fall. */
  private Measured<List<Metric>> beside(MilestoneDistances distances, DistanceKind kind) {
    return switch (kind) {
      case SLICED_W2 -> distances.withExactScore(exactScores).map(List::of);
      case W1 -> Measured.of(dimension(distances.sets()).metrics(distances.sets().scope()));
      case W2, MAX_SLICED_W2, SINKHORN_W2, GAUSSIAN_W2 -> Measured.of(List.of());
    };
  }

  /** What is said beside the first training samples; nothing where there are few. */
  private List<Metric> besideTraining(
      ComparedSets sets, MetricName name, Function<Rows, Measured<List<Metric>>> measure) {
    Run run = sets.run();
    Rows trained = samples.before(run, Subset.TRAINING, sets.generations().place(), TRAINING);
    return trained.count() < Samples.FEWEST
        ? List.of()
        : orReason(measure.apply(run.standardiser().scaled(trained)), sets, name);
  }

  private static Measured<List<Metric>> memorisation(MilestoneDistances distances, Rows trained) {
    ComparedSets sets = distances.sets();
    return distances
        .memorisation(trained)
        .map(
            memorisation -> {
              warn(sets.run(), sets.generations().milestone(), memorisation);
              return memorisation.metrics(sets.scope());
            });
  }

  private static void warn(Run run, long milestone, Memorisation memorisation) {
    if (memorisation.alarm()) {
      LOG.warn(
          "generations of {} at milestone {} lie at W2 = {} from the training samples, and fresh"
              + " samples at {}: the model repeats what it was trained on",
          run,
          milestone,
          (float) memorisation.generated(),
          (float) memorisation.reference().mean());
    }
  }

  private List<Metric> orReason(
      Measured<List<Metric>> metrics, ComparedSets sets, MetricName name) {
    return orReason(metrics, sets.run(), name, sets.generations());
  }

  /** What was measured, or the reason in its place: whoever waits for a number learns of it. */
  private List<Metric> orReason(
      Measured<List<Metric>> metrics, Run run, MetricName name, GenerationSet generations) {
    if (metrics instanceof Measured.LeftOut<List<Metric>> left) {
      if (told.add(run.id() + "/" + name)) {
        LOG.warn("{} is left out for {}: {}", name.text(), run, left.reason());
      }
      return List.of(
          MetricScope.of(run, generations.milestone())
              .leftOut(name, left.reason(), generations.points().count()));
    }
    return metrics.orThrow();
  }
}
