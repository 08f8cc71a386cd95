package io.scorestream.bench;

import io.scorestream.rows.Rows;
import io.scorestream.transport.GaussianWasserstein;
import io.scorestream.transport.MaxSlicedWasserstein;
import io.scorestream.transport.Measured;
import io.scorestream.transport.SlicedWasserstein;
import io.scorestream.transport.plan.ExactTransport;
import io.scorestream.transport.plan.SinkhornDivergence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The Java side of {@code against-pot}: answers one line of standard input after the other.
 *
 * <pre>
 * points CLOUDS N D FOLDER          writes x and y, float32 row-major, little-endian
 * directions D L FOLDER             writes the L directions of sliced distances
 * w1|w2 CLOUDS N D                  answers VALUE SECONDS
 * bures CLOUDS N D                  answers VALUE SECONDS
 * sliced|max-sliced CLOUDS N D L    answers VALUE SECONDS
 * sinkhorn CLOUDS N D EPSILON       answers VALUE SECONDS
 * </pre>
 */
public final class AgainstPot {
  private static final long DIRECTIONS = 1;

  private AgainstPot() {}

  /** Reads until standard input ends. */
  public static void main(String[] args) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(answer(line.split(" ")));
    }
  }

  private static String answer(String[] words) throws IOException {
    if (words[0].equals("points")) {
      return writePoints(words);
    }
    if (words[0].equals("directions")) {
      int dimension = Integer.parseInt(words[1]);
      float[][] rows = sliced(dimension, Integer.parseInt(words[2])).directions();
      float[] flat = new float[rows.length * dimension];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(rows[row], 0, flat, row * dimension, dimension);
      }
      NumberFiles.write(Path.of(words[3], "directions"), Rows.of(flat, dimension));
      return "written";
    }
    return measure(words);
  }

  private static String writePoints(String[] words) throws IOException {
    PointClouds clouds = PointClouds.valueOf(words[1]);
    int n = Integer.parseInt(words[2]);
    int dimension = Integer.parseInt(words[3]);
    NumberFiles.write(Path.of(words[4], "x"), clouds.x(n, dimension));
    NumberFiles.write(Path.of(words[4], "y"), clouds.y(n, dimension));
    return "written";
  }

  private static String measure(String[] words) {
    PointClouds clouds = PointClouds.valueOf(words[1]);
    int n = Integer.parseInt(words[2]);
    int dimension = Integer.parseInt(words[3]);
    Rows x = clouds.x(n, dimension);
    Rows y = clouds.y(n, dimension);
    long start = System.nanoTime();
    double value =
        switch (words[0]) {
          case "w1" -> ExactTransport.w1(x, y).value();
          case "w2" -> ExactTransport.w2(x, y).value();
          case "bures" -> GaussianWasserstein.w2(x, y).value();
          case "max-sliced" ->
              new MaxSlicedWasserstein(dimension, Integer.parseInt(words[4]), DIRECTIONS)
                  .w2(x, y)
                  .value();
          case "sinkhorn" -> sinkhorn(x, y, Double.parseDouble(words[4]));
          case "sliced" -> sliced(dimension, Integer.parseInt(words[4])).w2(x, y).value();
          default -> throw new IllegalArgumentException("no distance is called " + words[0]);
        };
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(Locale.ROOT, "%.17g %.6f", value, seconds);
  }

  private static double sinkhorn(Rows x, Rows y, double epsilon) {
    Measured<SinkhornDivergence.Estimate> divergence =
        new SinkhornDivergence(epsilon).between(x, y);
    if (divergence instanceof Measured.Of<SinkhornDivergence.Estimate> of) {
      return of.value().value();
    }
    throw new IllegalStateException("left out: " + divergence);
  }

  private static SlicedWasserstein sliced(int dimension, int projections) {
    return new SlicedWasserstein(dimension, projections, DIRECTIONS);
  }
}
