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
import io.scorestream.rows.Rows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** What a timestep's robust error is made of, for 10,000 points of a mixture in the plane. */
public class ScoreLoops extends Loops {

  private static final int POINTS = 10_000;
  private static final int TIMESTEP = 25;

  private TimeGrid grid;
  private ScoreFunction exact;
  private Rows samples;
  private Rows points;
  private Rows scores;
  private Rows estimated;
  private float[] errors;

  /** The estimate is the score at another time. */
  @Setup
  public void draw() {
    var law = Laws.named("mixture");
    grid = TimeGrid.of(TimeGridKind.GEOMETRIC, 5, 0.01, 50);
    exact = ExactScore.exact(law, grid);
    samples = law.draw(POINTS, Seeds.generator(1));
    points = samples.zerosAlike();
    scores = samples.zerosAlike();
    estimated = samples.zerosAlike();
    diffuse();
    score();
    exact.score(TIMESTEP + 1, points, estimated);
    errors = distances();
  }

  /** Noise of the forward process. */
  @Benchmark
  public Rows diffuse() {
    OrnsteinUhlenbeck.diffuse(grid.time(TIMESTEP), samples, Seeds.generator(2), points);
    return points;
  }

  /** The exact score. */
  @Benchmark
  public Rows score() {
    exact.score(TIMESTEP, points, scores);
    return scores;
  }

  /** Errors of an estimate. */
  @Benchmark
  public float[] distances() {
    return RobustError.normalised(grid.time(TIMESTEP), estimated, scores);
  }

  /** Order statistics of the errors. */
  @Benchmark
  public QuantileEstimate quantile() {
    return RobustError.of(errors, 0.05, 0.95);
  }
}
