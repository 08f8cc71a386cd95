package io.scorestream.bench;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** What a timestep's robust error is made of, for 10,000 points of a mixture in the plane. */
public class ScoreLoops extends Loops {

  private static final int POINTS = 10_000;
  private static final int TIMESTEP = 25;

  private TimeGrid grid;
  private ScoreFunction exact;
  private float[] samples;
  private float[] points;
  private float[] scores;
  private float[] estimated;
  private float[] errors;

  /** The estimate is the score at another time. */
  @Setup
  public void draw() {
    var law = Laws.named("mixture");
    grid = TimeGrid.of(TimeGridKind.GEOMETRIC, 5, 0.01, 50);
    exact = ExactScore.exact(law, grid);
    samples = new float[POINTS * law.dimension()];
    law.sample(Seeds.generator(1), samples);
    points = new float[samples.length];
    scores = new float[samples.length];
    estimated = new float[samples.length];
    diffuse();
    score();
    exact.score(TIMESTEP + 1, points, estimated);
    errors = distances();
  }

  /** Noise of the forward process. */
  @Benchmark
  public float[] diffuse() {
    OrnsteinUhlenbeck.diffuse(grid.time(TIMESTEP), samples, Seeds.generator(2), points);
    return points;
  }

  /** The exact score. */
  @Benchmark
  public float[] score() {
    exact.score(TIMESTEP, points, scores);
    return scores;
  }

  /** Errors of an estimate. */
  @Benchmark
  public float[] distances() {
    return RobustError.normalised(grid.time(TIMESTEP), exact.dimension(), estimated, scores);
  }

  /** Order statistics of the errors. */
  @Benchmark
  public QuantileEstimate quantile() {
    return RobustError.of(errors, 0.05, 0.95);
  }
}
