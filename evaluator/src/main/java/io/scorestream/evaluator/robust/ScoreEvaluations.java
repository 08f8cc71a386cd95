package io.scorestream.evaluator.robust;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.Leased;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.Metric;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * {@link ScoreEvaluation} for many threads at once, with one set of draws. Safe from any thread.
 */
public final class ScoreEvaluations implements AutoCloseable {

  private final Leased<ScoreEvaluation> evaluations;

  /**
   * @param samples where held-out samples come from
   * @param device where networks are computed
   */
  public ScoreEvaluations(Samples samples, DevicePreference device) {
    ScoreEvaluation.Shared shared = new ScoreEvaluation.Shared(samples);
    this.evaluations = new Leased<>(() -> new ScoreEvaluation(shared, device));
  }

  /** See {@link ScoreEvaluation#evaluate}. */
  public Findings evaluate(
      Run run, int timestep, MilestoneNetwork network, Optional<HeldOutAnswers> before) {
    return evaluations.use(evaluation -> evaluation.evaluate(run, timestep, network, before));
  }

  /** See {@link ScoreEvaluation#halves}. */
  public List<Metric> halves(Run run, int timestep, MilestoneNetwork one, MilestoneNetwork other) {
    return evaluations.use(evaluation -> evaluation.halves(run, timestep, one, other));
  }

  @Override
  public void close() {
    evaluations.close();
  }
}
