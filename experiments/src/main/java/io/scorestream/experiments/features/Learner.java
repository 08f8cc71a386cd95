package io.scorestream.experiments.features;

import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.experiments.matching.NoisyDraws;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Learns a {@link LearningCurve}. Used by one thread. */
final class Learner {

  /** Rows that are held in memory at a time. */
  private static final int BLOCK = 500;

  private static final double RIDGE = 1;
  private static final double CONFIDENCE = 0.95;

  private final Law law;
  private final double t;
  private final FourierFeatures features;
  private final RandomGenerator rng;
  private final DMatrixRMaj fresh;
  private final DMatrixRMaj truth;
  private final RidgeRegression noisy;
  private final RidgeRegression exact;
  private double noise;

  Learner(Law law, double t, FourierFeatures features, int draws, RandomGenerator rng) {
    this.law = law;
    this.t = t;
    this.features = features;
    this.rng = rng;
    NoisyDraws points = NoisyDraws.of(law, t, draws, rng);
    this.fresh = features.of(points.points());
    this.truth = normalisedScores(points);
    this.noisy = new RidgeRegression(features.count(), law.dimension());
    this.exact = new RidgeRegression(features.count(), law.dimension());
  }

  LearningCurve learn(int[] sizes) {
    double[][] errors = new double[3][sizes.length];
    int seen = 0;
    for (int i = 0; i < sizes.length; i++) {
      while (seen < sizes[i]) {
        int block = Math.min(BLOCK, sizes[i] - seen);
        add(NoisyDraws.of(law, t, block, rng));
        seen += block;
      }
      float[] found = errors(noisy);
      errors[0][i] = RobustError.of(found, 0.05, CONFIDENCE).value();
      errors[1][i] = RobustError.of(found, 0.01, CONFIDENCE).value();
      errors[2][i] = RobustError.rootMeanSquare(found);
    }
    return new LearningCurve(
        list(errors[0]),
        list(errors[1]),
        list(errors[2]),
        RobustError.rootMeanSquare(errors(exact)),
        noise / seen);
  }

  private void add(NoisyDraws samples) {
    DMatrixRMaj rows = features.of(samples.points());
    DMatrixRMaj scores = normalisedScores(samples);
    DMatrixRMaj targets = matrix(samples, samples.targets());
    CommonOps_DDRM.scale(OrnsteinUhlenbeck.sigma(t), targets);
    noisy.add(rows, targets);
    exact.add(rows, scores);
    for (int i = 0; i < scores.data.length; i++) {
      double residual = targets.data[i] - scores.data[i];
      noise += residual * residual;
    }
  }

  private DMatrixRMaj normalisedScores(NoisyDraws draws) {
    int d = draws.dimension();
    double sigma = OrnsteinUhlenbeck.sigma(t);
    DiffusedLaw diffused = law.diffusedTo(t);
    double[] scores = new double[draws.points().length];
    double[] point = new double[d];
    double[] score = new double[d];
    for (int row = 0; row < draws.size(); row++) {
      System.arraycopy(draws.points(), row * d, point, 0, d);
      diffused.score(point, score);
      for (int i = 0; i < d; i++) {
        scores[row * d + i] = sigma * score[i];
      }
    }
    return matrix(draws, scores);
  }

  private static DMatrixRMaj matrix(NoisyDraws draws, double[] numbers) {
    return DMatrixRMaj.wrap(draws.size(), draws.dimension(), numbers.clone());
  }

  private float[] errors(RidgeRegression regression) {
    DMatrixRMaj predicted = new DMatrixRMaj(fresh.numRows, truth.numCols);
    CommonOps_DDRM.mult(fresh, regression.solve(RIDGE), predicted);
    float[] errors = new float[fresh.numRows];
    for (int row = 0; row < errors.length; row++) {
      double square = 0;
      for (int i = 0; i < truth.numCols; i++) {
        double difference = predicted.get(row, i) - truth.get(row, i);
        square += difference * difference;
      }
      errors[row] = (float) Math.sqrt(square);
    }
    return errors;
  }

  private static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
