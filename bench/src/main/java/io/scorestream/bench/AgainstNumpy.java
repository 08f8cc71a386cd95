package io.scorestream.bench;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Java side of {@code against-numpy}: answers one line of standard input after the other, with
 * what an evaluator asks of the draws of a run's timesteps. Files are little-endian, row-major.
 *
 * <pre>
 * draw LAW N STEPS FOLDER                     writes points, estimates (float32), times, weights,
 *                                             means and covariances (float64); answers D COMPONENTS
 * measure DELTA1 DELTA2 CONFIDENCE FOLDER     writes answers (float64); answers SECONDS
 * </pre>
 */
public final class AgainstNumpy {

  private final GaussianMixture law;
  private final TimeGrid grid;
  private final ScoreFunction exact;
  private final Rows[] points;
  private final Rows[] estimates;

  /** Of an estimate that is the score of the next time. */
  private AgainstNumpy(GaussianMixture law, int draws, int steps) {
    this.law = law;
    this.grid = TimeGrid.of(TimeGridKind.GEOMETRIC, 5, 0.01, steps);
    this.exact = ExactScore.exact(law, grid);
    this.points = new Rows[steps];
    this.estimates = new Rows[steps];
    for (int k = 0; k < steps; k++) {
      points[k] = law.draw(draws, Seeds.generator(1, k));
      OrnsteinUhlenbeck.diffuse(grid.time(k + 1), points[k], Seeds.generator(2, k), points[k]);
      estimates[k] = points[k].zerosAlike();
      exact.score(k + 1 < steps ? k + 2 : k, points[k], estimates[k]);
    }
  }

  /** Reads until standard input ends. */
  public static void main(String[] args) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    AgainstNumpy drawn = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      if (words[0].equals("draw")) {
        drawn =
            new AgainstNumpy(
                (GaussianMixture) Laws.named(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]));
        drawn.write(Path.of(words[4]));
        System.out.println(drawn.law.dimension() + " " + drawn.law.components().size());
      } else if (drawn != null) {
        System.out.println(drawn.measure(words));
      }
    }
  }

  private void write(Path folder) throws IOException {
    NumberFiles.write(folder.resolve("points"), points);
    NumberFiles.write(folder.resolve("estimates"), estimates);
    NumberFiles.write(
        folder.resolve("times"),
        IntStream.rangeClosed(1, grid.steps()).mapToDouble(grid::time).toArray());
    NumberFiles.write(folder.resolve("weights"), law.weights());
    NumberFiles.write(
        folder.resolve("means"), joined(law.components().stream().map(GaussianLaw::mean)));
    NumberFiles.write(
        folder.resolve("covariances"),
        joined(law.components().stream().map(GaussianLaw::covariance)));
  }

  private static double[] joined(Stream<double[]> arrays) {
    return arrays.flatMapToDouble(Arrays::stream).toArray();
  }

  private String measure(String[] words) throws IOException {
    double[] deltas = {Double.parseDouble(words[1]), Double.parseDouble(words[2])};
    double confidence = Double.parseDouble(words[3]);
    double[][] answers = new double[points.length][];
    long start = System.nanoTime();
    for (int k = 0; k < points.length; k++) {
      answers[k] = answers(k, deltas, confidence);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    NumberFiles.write(Path.of(words[4], "answers"), joined(Arrays.stream(answers)));
    return String.format(Locale.ROOT, "%.6f", seconds);
  }

  private double[] answers(int k, double[] deltas, double confidence) {
    Rows scores = points[k].zerosAlike();
    exact.score(k + 1, points[k], scores);
    ErrorSample errors =
        ErrorSample.of(RobustError.normalised(grid.time(k + 1), estimates[k], scores));
    return DoubleStream.concat(
            DoubleStream.of(errors.rootMeanSquare(), errors.max()),
            Arrays.stream(deltas)
                .mapToObj(delta -> errors.quantile(delta, confidence))
                .flatMapToDouble(AgainstNumpy::numbers))
        .toArray();
  }

  private static DoubleStream numbers(QuantileEstimate quantile) {
    return DoubleStream.of(quantile.value(), quantile.low(), quantile.high());
  }
}
