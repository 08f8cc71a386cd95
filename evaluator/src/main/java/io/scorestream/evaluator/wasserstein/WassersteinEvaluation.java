package io.scorestream.evaluator.wasserstein;

import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.wasserstein.SlicedWasserstein;
import io.scorestream.evaluator.heldout.HeldOutSamples;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.measure.GenerationEvaluation;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sliced 2-Wasserstein distance of a milestone's generations, in the data's own units: from fresh
 * draws where the run's law is known, and from held-out samples before the milestone's place where
 * it is not. Directions and known references are the same at every milestone.
 */
public final class WassersteinEvaluation implements GenerationEvaluation {

  private static final Logger LOG = LoggerFactory.getLogger(WassersteinEvaluation.class);
  private static final int KEPT_RUNS = 4;

  private final HeldOutSamples heldOut;
  private final RecentlyUsed<String, LawReference> references = RecentlyUsed.count(KEPT_RUNS);
  private final Set<String> toldOf = new HashSet<>();

  /**
   * @param heldOut where held-out samples come from
   */
  public WassersteinEvaluation(HeldOutSamples heldOut) {
    this.heldOut = heldOut;
  }

  @Override
  public List<Metric> evaluate(Run run, GenerationSet generations) {
    return compare(run, generations)
        .map(comparison -> comparison.metrics(MetricScope.of(run, generations.milestone())))
        .orElse(List.of());
  }

  private Optional<Comparison> compare(Run run, GenerationSet generations) {
    return run.spec().getLaw() != null
        ? Optional.of(reference(run, generations).compare(generations.points()))
        : againstHeldOut(run, generations);
  }

  private LawReference reference(Run run, GenerationSet generations) {
    int n = generations.count(run.dimension());
    return references.get(
        run.hash() + "/" + n,
        () -> {
          GaussianMixture law = run.law().orElseThrow();
          return new LawReference(
              law,
              n,
              run.spec().getEvaluation().getFloorPairs(),
              distance(run),
              EvaluationSeed.REFERENCE.generator(run),
              EvaluationSeed.FLOOR.generator(run));
        });
  }

  private Optional<Comparison> againstHeldOut(Run run, GenerationSet generations) {
    int usable = Math.multiplyExact(2, generations.count(run.dimension()));
    float[] samples = heldOut.before(run, generations.place(), usable);
    int found = samples.length / run.dimension();
    if (found < HeldOutSamples.FEWEST) {
      if (toldOf.add(run.id())) {
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
    EvaluationSpec spec = run.spec().getEvaluation();
    return Optional.of(
        HeldOutReference.compare(
            generations.points(),
            samples,
            spec.getFloorPairs(),
            distance(run),
            EvaluationSeed.HALVES.generator(run),
            EvaluationSeed.FLOOR.generator(run)));
  }

  private static SlicedWasserstein distance(Run run) {
    return new SlicedWasserstein(
        run.dimension(),
        run.spec().getEvaluation().getProjections(),
        EvaluationSeed.DIRECTIONS.generator(run).nextLong());
  }
}
