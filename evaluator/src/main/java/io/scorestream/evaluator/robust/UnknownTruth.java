package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.samples.Subset;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.Stopping;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says of networks what can be said soundly where the exact score is not known, from samples that
 * were never trained on. Samples and noise are the same at every milestone; a later one has more of
 * them. Safe from any thread.
 */
final class UnknownTruth {

  /** References are kept up to 16 MiB. */
  private static final long KEPT_NUMBERS = 4L * 1024 * 1024;

  /** Samples whose answers are kept for the next milestone. */
  private static final int MOST_ANSWERS = 4_096;

  /** In many dimensions as few as give an upper end at δ = 0.01 are kept. */
  private static final int FEWEST_ANSWERS = 400;

  /** Numbers, half a mebibyte, that decide in between. */
  private static final int ANSWER_NUMBERS = 1 << 17;

  private final Samples samples;
  private final RecentlyUsed<String, EmpiricalReference> references;

  /**
   * @param references that are kept, of {@link #kept}; others may share them
   */
  UnknownTruth(Samples samples, RecentlyUsed<String, EmpiricalReference> references) {
    this.samples = samples;
    this.references = references;
  }

  /** Room for the references of a process. */
  static RecentlyUsed<String, EmpiricalReference> kept() {
    return new RecentlyUsed<>(KEPT_NUMBERS, EmpiricalReference::size, dropped -> {});
  }

  /**
   * Evaluates one timestep's network.
   *
   * @param place where the milestone's samples end
   * @param estimate ŝ, asked at the timestep of the scope
   * @param before the answers of an earlier network of this timestep
   */
  Findings evaluate(
      Run run,
      List<SampleOffset> place,
      MetricScope.OfTimestep scope,
      ScoreFunction estimate,
      Optional<HeldOutAnswers> before) {
    EvaluationSpec spec = run.spec().getEvaluation();
    Rows samples = samples(run, place);
    if (samples.count() == 0) {
      return Findings.none();
    }
    NoisySamples noisy = noisy(run, scope, samples);
    Rows seen = noisy.seenBy(estimate, scope.timestep());
    boolean independent = run.spec().getOptimiser().getStopping() != Stopping.HELD_OUT;
    List<Metric> metrics = new ArrayList<>(alone(scope, noisy, seen, independent, spec));
    before.ifPresent(
        earlier ->
            metrics.addAll(
                EarlierComparison.of(
                    scope,
                    noisy,
                    seen,
                    Rows.of(earlier.noise(), run.dimension()),
                    independent,
                    spec)));
    reference(run, scope, samples, noisy)
        .ifPresent(reference -> metrics.addAll(reference.metrics(scope, seen, spec)));
    return new Findings(metrics, seen.count(), new float[0], Optional.of(kept(run, scope, seen)));
  }

  /**
   * {@code |ε̂ − ε|²} on the held-out samples, {@code [n]}: the squared error, and what no network
   * can remove. Empty where there are too few.
   */
  double[] squares(
      Run run, List<SampleOffset> place, MetricScope.OfTimestep scope, ScoreFunction estimate) {
    Rows heldOut = samples(run, place);
    if (heldOut.count() == 0) {
      return new double[0];
    }
    return noisy(run, scope, heldOut).squares(estimate, scope.timestep());
  }

  /**
   * Where a milestone's networks are evaluated: held-out samples with noise, {@code [n, d]}.
   *
   * @param place where the milestone's samples end
   * @return empty where there are too few
   */
  Rows points(Run run, List<SampleOffset> place, MetricScope.OfTimestep scope) {
    return noisy(run, scope, samples(run, place)).points();
  }

  /** In the networks' units; none where there are too few. */
  private Rows samples(Run run, List<SampleOffset> place) {
    Rows samples =
        this.samples.before(run, Subset.HELD_OUT, place, run.spec().getEvaluation().getDraws());
    if (samples.count() < Samples.FEWEST) {
      return Rows.zeros(0, run.dimension());
    }
    return run.standardiser().standardise(samples, EvaluationSeed.DEQUANTISATION.generator(run));
  }

  private static NoisySamples noisy(Run run, MetricScope.OfTimestep scope, Rows samples) {
    return NoisySamples.of(
        samples,
        run.scoredDimension(),
        scope.time(),
        EvaluationSeed.HELD_OUT_NOISE.generator(run, scope.timestep()));
  }

  private static List<Metric> alone(
      MetricScope.OfTimestep scope,
      NoisySamples noisy,
      Rows seen,
      boolean independent,
      EvaluationSpec spec) {
    return HeldOutError.of(
        scope,
        noisy.scored(),
        noisy.losses(seen),
        independent ? Evidence.BRACKET : Evidence.PROXY,
        spec.getDeltas(),
        spec.getConfidence());
  }

  private Optional<EmpiricalReference> reference(
      Run run, MetricScope.OfTimestep scope, Rows samples, NoisySamples noisy) {
    if (run.condition().isPresent()) {
      // It would be of the law without the condition.
      return Optional.empty();
    }
    int groups = EmpiricalReference.groups(samples.count(), run.dimension());
    return groups == 0
        ? Optional.empty()
        : Optional.of(
            references.get(
                run.hash() + "/" + scope.timestep() + "/" + groups,
                () -> EmpiricalReference.of(samples, noisy, scope.time(), groups)));
  }

  private static HeldOutAnswers kept(Run run, MetricScope.OfTimestep scope, Rows seen) {
    int most = Math.min(MOST_ANSWERS, Math.max(FEWEST_ANSWERS, ANSWER_NUMBERS / run.dimension()));
    return new HeldOutAnswers(
        scope.milestone(), seen.first(Math.min(seen.count(), most)).numbers());
  }
}
