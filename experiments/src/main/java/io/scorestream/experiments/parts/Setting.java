package io.scorestream.experiments.parts;

import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.forecast.ErrorParts;
import io.scorestream.diffusion.forecast.ErrorSource;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.SamplesToCome;
import io.scorestream.diffusion.forecast.StepsToCome;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.parts.Denoising.Draws;
import java.util.Arrays;

/**
 * A training that lacks one thing: steps, samples or units, and has enough of the others.
 *
 * @param law its name
 * @param task what is learnt
 * @param lack what it has too little of
 * @param seed of samples and training
 */
record Setting(String law, Denoising task, ErrorSource lack, long seed) {

  private static final int DRAWS = 10_000;
  private static final double CONFIDENCE = 0.95;

  private int samples() {
    return lack == ErrorSource.STATISTICAL ? 64 : 20_000;
  }

  private Training training() {
    return new Training(
        task,
        lack == ErrorSource.APPROXIMATION ? 2 : 64,
        lack == ErrorSource.OPTIMISATION ? 150 : 3_000);
  }

  /**
   * What was measured of a training, as of a run: with its copy that goes a tenth further.
   *
   * @param whole the squared error
   * @param parts of it
   */
  record Found(Interval whole, ErrorParts parts) {}

  /** One training and its copy. */
  Found found() {
    Training training = training();
    double[] samples = trained();
    ReluNetwork network = training.on(samples, Seeds.derived(seed, 3));
    ReluNetwork copy = training.further(network, samples, Seeds.derived(seed, 4));
    MeanEstimate error = MeanEstimate.of(fresh().errors(network), CONFIDENCE);
    Draws again = task.draws(repeated(samples), Seeds.generator(seed, 5));
    double[] losses = again.losses(network);
    Interval whole = new Interval(error.value(), error.low(), error.high());
    return new Found(
        whole,
        ErrorParts.of(
            whole,
            StepsToCome.of(
                difference(losses, again.losses(copy)), training.steps(), training.further()),
            SamplesToCome.of(error, difference(losses, again.leastLosses()))));
  }

  /**
   * What the parts are, at a price that no run would pay.
   *
   * @param optimisation what the same steps leave of it on samples of which none comes twice
   * @param statistical what is left beyond that on the samples
   * @param approximation what is left of it where steps are many, too
   */
  record Truth(double optimisation, double statistical, double approximation) {}

  /**
   * Three trainings in place of one.
   *
   * @param times how often as many steps are enough
   */
  Truth truth(int times) {
    Training training = training();
    double all = mean(fresh().errors(training.on(trained(), Seeds.derived(seed, 3))));
    double unlimited = mean(fresh().errors(training.onFreshSamples(1, Seeds.derived(seed, 3))));
    double best = mean(fresh().errors(training.onFreshSamples(times, Seeds.derived(seed, 3))));
    return new Truth(unlimited - best, all - unlimited, best);
  }

  private double[] trained() {
    return task.samples(samples(), Seeds.generator(seed, 1));
  }

  private Draws fresh() {
    return task.draws(task.samples(DRAWS, Seeds.generator(seed, 2)), Seeds.generator(seed, 6));
  }

  /** As many samples as there are draws, each as often as another or once more. */
  private double[] repeated(double[] samples) {
    double[] repeated = new double[DRAWS * task.law().dimension()];
    Arrays.setAll(repeated, i -> samples[i % samples.length]);
    return repeated;
  }

  private static MeanEstimate difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    Arrays.setAll(difference, i -> one[i] - other[i]);
    return MeanEstimate.of(difference, CONFIDENCE);
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  @Override
  public String toString() {
    String lacking =
        switch (lack) {
          case OPTIMISATION -> "few steps";
          case STATISTICAL -> "few samples";
          case APPROXIMATION -> "two units";
        };
    return "%s, %s, t = %s".formatted(lacking, law, task.t());
  }
}
