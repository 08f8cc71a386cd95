package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.samples.Subset;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.service.settings.Durations;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.NoiseFloor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distances of a milestone's generations, each coordinate in units of the run's scale, so that a
 * column of large numbers does not hide the others: from fresh draws where the run's law is known,
 * from held-out samples before the milestone's place where it is not, and from the training
 * samples. Directions, references and floors are the same at every milestone, as far as there are
 * as many samples. Safe from any thread.
 */
public final class WassersteinEvaluation {

  private static final Logger LOG = LoggerFactory.getLogger(WassersteinEvaluation.class);

  /** About four runs' floors. */
  private static final int KEPT_FLOORS = 32;

  /** Of runs that are evaluated side by side. */
  private static final int KEPT_COLUMN_FLOORS = 4;

  /** Training samples that generations are compared with. */
  private static final int TRAINING = 2_000;

  private final Samples samples;
  private final Budget budget;
  private final RecentlyUsed<String, NoiseFloor> floors = RecentlyUsed.count(KEPT_FLOORS);
  private final RecentlyUsed<String, ColumnFloors> columnFloors =
      RecentlyUsed.count(KEPT_COLUMN_FLOORS);
  private final RecentlyUsed<String, Double> exactScores = RecentlyUsed.count(KEPT_FLOORS);
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
            : scaled(run, generations)
                .map(distances -> metrics(distances, comparison))
                .orElse(List.of());
    return Findings.of(metrics, metrics.isEmpty() ? 0 : generations.points().count());
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
    Optional<Budget.Effort> effort = distances.effort(budget);
    if (effort.isEmpty()) {
      tellLeftOut(run, MetricName.COLUMN_W1.text());
      return List.of();
    }
    return distances.metrics(effort.get(), columnFloors);
  }

  private Optional<MilestoneDistances> scaled(Run run, GenerationSet generations) {
    Standardiser units = run.standardiser();
    return run.law()
        .<Reference>map(law -> new LawReference(run, units.scaled(law)))
        .or(
            () ->
                heldOut(run, generations)
                    .map(samples -> new HeldOutReference(run, units.scaled(samples))))
        .map(
            reference ->
                new MilestoneDistances(
                    run,
                    new GenerationSet(
                        generations.milestone(),
                        units.scaled(generations.points()),
                        generations.place()),
                    reference,
                    budget,
                    floors));
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

  private List<Metric> metrics(MilestoneDistances distances, Comparison comparison) {
    return comparison == Comparison.TRAINING_W2
        ? memorisation(distances)
        : distance(distances, DistanceKind.valueOf(comparison.name()));
  }

  private List<Metric> distance(MilestoneDistances distances, DistanceKind kind) {
    if (distances.effort(kind).isEmpty()) {
      tellLeftOut(distances.run(), kind.value().text());
    }
    List<Metric> metrics = new ArrayList<>();
    distances
        .measure(kind)
        .ifPresent(measurement -> metrics.addAll(measurement.metrics(distances.scope())));
    if (kind == DistanceKind.SLICED_W2 && !metrics.isEmpty()) {
      distances.withExactScore(exactScores).ifPresent(metrics::add);
    }
    return metrics;
  }

  private List<Metric> memorisation(MilestoneDistances distances) {
    Run run = distances.run();
    Rows trained = samples.before(run, Subset.TRAINING, distances.generations().place(), TRAINING);
    if (trained.count() < Samples.FEWEST) {
      return List.of();
    }
    Optional<Memorisation> memorisation =
        distances.memorisation(run.standardiser().scaled(trained));
    if (memorisation.isEmpty()) {
      tellLeftOut(run, "training_w2");
      return List.of();
    }
    warn(run, distances.generations().milestone(), memorisation.get());
    return memorisation.get().metrics(distances.scope());
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

  private void tellLeftOut(Run run, String metric) {
    if (told.add(run.id() + "/" + metric)) {
      LOG.warn(
          "{} is left out for {}: even of few points it would take more than its share of the"
              + " budget; raise distances.budget, which is {}",
          metric,
          run,
          Durations.text(budget.time()));
    }
  }
}
