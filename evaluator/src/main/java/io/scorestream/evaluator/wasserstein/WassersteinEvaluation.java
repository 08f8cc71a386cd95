package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.heldout.HeldOutSamples;
import io.scorestream.evaluator.heldout.TrainingSamples;
import io.scorestream.evaluator.measure.GenerationEvaluation;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.service.settings.Durations;
import io.scorestream.transport.NoiseFloor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distances of a milestone's generations, in the data's own units: from fresh draws where the run's
 * law is known, from held-out samples before the milestone's place where it is not, and from the
 * training samples. Directions, references and floors are the same at every milestone, as far as
 * there are as many samples.
 */
public final class WassersteinEvaluation implements GenerationEvaluation {

  private static final Logger LOG = LoggerFactory.getLogger(WassersteinEvaluation.class);

  /** About four runs' floors. */
  private static final int KEPT_FLOORS = 32;

  /** Training samples that generations are compared with. */
  private static final int TRAINING = 2_000;

  private final HeldOutSamples heldOut;
  private final TrainingSamples training;
  private final Budget budget;
  private final RecentlyUsed<String, NoiseFloor> floors = RecentlyUsed.count(KEPT_FLOORS);
  private final Set<String> told = new HashSet<>();

  /**
   * @param heldOut where held-out samples come from
   * @param training where training samples come from
   * @param budget time that one milestone's distances may take, by a fixed estimate
   */
  public WassersteinEvaluation(HeldOutSamples heldOut, TrainingSamples training, Duration budget) {
    this.heldOut = heldOut;
    this.training = training;
    this.budget = new Budget(budget);
  }

  @Override
  public List<Metric> evaluate(Run run, GenerationSet generations) {
    return reference(run, generations)
        .map(reference -> new MilestoneDistances(run, generations, reference, budget, floors))
        .map(this::metrics)
        .orElse(List.of());
  }

  private Optional<Reference> reference(Run run, GenerationSet generations) {
    if (run.spec().getLaw() != null) {
      return Optional.of(LawReference.of(run));
    }
    int usable = Math.multiplyExact(2, generations.count(run.dimension()));
    float[] samples = heldOut.before(run, generations.place(), usable);
    int found = samples.length / run.dimension();
    if (found >= HeldOutSamples.FEWEST) {
      return Optional.of(new HeldOutReference(run, samples));
    }
    if (told.add(run.id())) {
      LOG.warn(
          "{} has no known law and {} held-out samples before milestone {}; a distance needs at"
              + " least {}, so none is emitted until there are more",
          run,
          found,
          generations.milestone(),
          HeldOutSamples.FEWEST);
    }
    return Optional.empty();
  }

  private List<Metric> metrics(MilestoneDistances distances) {
    List<Metric> metrics = new ArrayList<>();
    for (DistanceKind kind : DistanceKind.values()) {
      if (distances.effort(kind).isEmpty()) {
        tellLeftOut(distances.run(), kind.value().text());
      }
      distances
          .measure(kind)
          .ifPresent(measurement -> metrics.addAll(measurement.metrics(distances.scope())));
    }
    metrics.addAll(memorisation(distances));
    return metrics;
  }

  private List<Metric> memorisation(MilestoneDistances distances) {
    Run run = distances.run();
    float[] trained = training.before(run, distances.generations().place(), TRAINING);
    if (trained.length < HeldOutSamples.FEWEST * run.dimension()) {
      return List.of();
    }
    Optional<Memorisation> memorisation = distances.memorisation(trained);
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
