package io.scorestream.evaluator.wasserstein;

import io.scorestream.diffusion.law.Law;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.transport.SamplePairs;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Fresh draws of a run's known law: all sets are independent.
 *
 * @param run whose law is known
 * @param law of what generations are compared with
 */
record LawReference(Run run, Law law) implements Reference {

  @Override
  public String key() {
    return run.hash();
  }

  @Override
  public boolean isFinite() {
    return true;
  }

  @Override
  public int most() {
    return Integer.MAX_VALUE / law.dimension();
  }

  @Override
  public Rows points(int n) {
    return law.draw(n, EvaluationSeed.REFERENCE.generator(run));
  }

  @Override
  public List<Rows> furtherSets(int n, int count) {
    RandomGenerator rng = EvaluationSeed.FURTHER_SETS.generator(run);
    return Stream.generate(() -> law.draw(n, rng)).limit(count).toList();
  }

  @Override
  public SamplePairs pairs(int n) {
    return SamplePairs.ofLaw(law::sample, law.dimension(), n, EvaluationSeed.FLOOR.generator(run));
  }
}
