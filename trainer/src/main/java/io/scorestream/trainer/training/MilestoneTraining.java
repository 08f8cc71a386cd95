package io.scorestream.trainer.training;

import io.scorestream.events.MilestoneStart;
import io.scorestream.events.Stopping;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.Run;
import io.scorestream.run.TrainingPlan;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.trainer.cache.SampleRows;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Trains a bank on a milestone's samples: empirical risk minimisation by Adam over shuffled passes,
 * from the weights and moments that the bank has, or from first ones. What comes of it is a
 * function of the bank's state, the samples, the plan and the seed. For one thread, which owns the
 * bank.
 */
public final class MilestoneTraining {

  private static final int FIRST_STEPS = 16;
  private static final int MOST_STEPS = 128;
  private static final double STRETCH_NANOS = 0.25e9;

  private final Run run;
  private final long seed;
  private final TrainingPlan plan;
  private final NetworkTrainer bank;

  /**
   * @param run for its standardiser
   * @param plan how long and how fast
   * @param seed of first weights, noise and batches
   * @param bank with weights
   */
  public MilestoneTraining(Run run, TrainingPlan plan, long seed, NetworkTrainer bank) {
    this.run = run;
    this.seed = seed;
    this.plan = plan;
    this.bank = bank;
  }

  /** Watches training, and says whether it is to go on. */
  @FunctionalInterface
  public interface Progress {
    /** Called after some steps, about four times a second; {@code false} gives it up. */
    boolean mayContinue(int steps, int total);
  }

  /**
   * Trains on exactly the rows of the set.
   *
   * @param samples spans the set's rows
   * @return empty where it was given up; the bank is then somewhere between two milestones
   * @throws ScorestreamException when a loss is not finite
   */
  public Optional<TrainedMilestone> train(TrainingSet set, SampleRows samples, Progress progress) {
    int n = set.size();
    if (plan.start() == MilestoneStart.COLD) {
      bank.initialise(seed);
    }
    Course course = course(n, new HeldOutCheck(set, samples, run, bank));
    LossWindow window = new LossWindow(bank.spec().timesteps().size());
    long began = System.nanoTime();
    BatchFeed feed = new BatchFeed(set, samples, run, seed, plan.batchSize(n));
    int step = 0;
    while (course.takes(step)) {
      float[] rates = rates(course, step, pace(step, began));
      FloatBuffer batches = feed.next(rates.length);
      float[][] losses = bank.train(batches, seed, rates);
      int size = batches.limit() / rates.length;
      for (int i = 0; i < rates.length; i++) {
        requireFinite(losses[i], batches.slice(i * size, size), set.milestone(), step);
        if (course.isLate(step)) {
          window.add(losses[i]);
        }
        step++;
      }
      if (!progress.mayContinue(step, course.steps())) {
        return Optional.empty();
      }
    }
    long nanos = System.nanoTime() - began;
    long dataNanos = feed.nanos();
    int trained = step;
    return new FurtherTraining(bank, plan.learningRate(), seed)
        .train(
            (int) (run.spec().getFurtherSteps() * trained),
            feed,
            () -> progress.mayContinue(trained, course.steps()))
        .map(
            further ->
                new TrainedMilestone(
                    set.milestone(),
                    trained,
                    plan.batchSize(n),
                    window,
                    further,
                    System.nanoTime() - began - nanos,
                    nanos,
                    dataNanos,
                    course.onset()));
  }

  /** Steps that fill a quarter of a second, as far as is known: nobody is kept waiting longer. */
  private static int pace(int steps, long began) {
    if (steps == 0) {
      return FIRST_STEPS;
    }
    double perStep = (double) (System.nanoTime() - began) / steps;
    return (int) Math.max(1, Math.min(MOST_STEPS, STRETCH_NANOS / perStep));
  }

  private static float[] rates(Course course, int from, int most) {
    float[] rates = new float[Math.min(most, course.untilAsked(from))];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = course.rate(from + i);
    }
    return rates;
  }

  private Course course(long m, HeldOutCheck heldOut) {
    return plan.stopping() == Stopping.HELD_OUT && heldOut.isUsable()
        ? new PlateauCourse(plan.learningRate(), plan.steps(m), heldOut::trend)
        : new LearningRate(plan.learningRate(), plan.steps(m));
  }

  private void requireFinite(float[] losses, FloatBuffer batch, long m, int step) {
    for (int k = 0; k < losses.length; k++) {
      if (!Float.isFinite(losses[k])) {
        throw new ScorestreamException(
            Reason.BAD_DATA,
            ("training of run %s diverged: at step %s of milestone %s the loss of timestep %s is %s,"
                    + " at learning rate %s; the largest number of its batch is %s, in units of the"
                    + " run's scale")
                .formatted(
                    run.id(),
                    step + 1,
                    m,
                    bank.spec().timesteps().get(k).number(),
                    losses[k],
                    plan.learningRate(),
                    largest(batch)),
            ("'runs resume %s --learning-rate %s' goes on from the milestone before, which is still"
                    + " served; where samples lie far out, mend the source and begin a new run")
                .formatted(run.id(), (float) (plan.learningRate() / 10)));
      }
    }
  }

  private static float largest(FloatBuffer batch) {
    float largest = 0;
    for (int i = 0; i < batch.limit(); i++) {
      largest = Math.max(largest, Math.abs(batch.get(i)));
    }
    return largest;
  }
}
