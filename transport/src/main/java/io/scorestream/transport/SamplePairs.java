package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * Pairs of samples of one and the same law, {@code [n, d]} each: what is measured between them is
 * there because samples are finite. Each call goes on with the generator where the last one ended;
 * for one thread.
 */
public final class SamplePairs {

  private final int n;
  private final Source source;

  private SamplePairs(int n, Source source) {
    this.n = n;
    this.source = source;
  }

  /** Makes a pair, valid until the next one. */
  @FunctionalInterface
  private interface Source {
    <T> T measured(BiFunction<Rows, Rows, T> measure);
  }

  /**
   * Independent pairs of fresh draws.
   *
   * @param draw fills rows {@code [n, d]} with draws of the law
   */
  public static SamplePairs ofLaw(
      BiConsumer<RandomGenerator, Rows> draw, int dimension, int n, RandomGenerator rng) {
    return new SamplePairs(n, new Fresh(draw, dimension, n, rng));
  }

  /**
   * Random halves of points of an unknown law; {@code n} is half of their number. The halves of
   * different pairs overlap, so what is measured varies a little too little.
   *
   * @param points {@code [rows, d]}, at least two rows; left unchanged
   */
  public static SamplePairs ofHalves(Rows points, RandomGenerator rng) {
    return new SamplePairs(points.count() / 2, new Halves(points.copy(), rng));
  }

  /** Points in each sample of a pair. */
  public int n() {
    return n;
  }

  /**
   * Measures pairs.
   *
   * @param pairs how many
   * @param measure of two samples, which it does not keep
   */
  public <T> List<T> measure(int pairs, BiFunction<Rows, Rows, T> measure) {
    List<T> found = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      found.add(source.measured(measure));
    }
    return found;
  }

  /**
   * The floor of a distance; left out where one of the pairs' distances is.
   *
   * @param pairs at least 2; use at least 5, better 20
   */
  public Measured<NoiseFloor> floor(int pairs, SampleDistance distance) {
    return NoiseFloor.ofMeasured(measure(pairs, distance::between), n);
  }

  private static final class Fresh implements Source {
    private final BiConsumer<RandomGenerator, Rows> draw;
    private final Rows x;
    private final Rows y;
    private final RandomGenerator rng;

    Fresh(BiConsumer<RandomGenerator, Rows> draw, int dimension, int n, RandomGenerator rng) {
      this.draw = draw;
      this.x = Rows.zeros(n, dimension);
      this.y = Rows.zeros(n, dimension);
      this.rng = rng;
    }

    @Override
    public <T> T measured(BiFunction<Rows, Rows, T> measure) {
      draw.accept(rng, x);
      draw.accept(rng, y);
      return measure.apply(x, y);
    }
  }

  private static final class Halves implements Source {
    private final Rows points;
    private final RandomGenerator rng;

    Halves(Rows points, RandomGenerator rng) {
      this.points = points;
      this.rng = rng;
    }

    @Override
    public <T> T measured(BiFunction<Rows, Rows, T> measure) {
      shuffle();
      int half = points.count() / 2;
      return measure.apply(points.first(half), points.range(half, 2 * half));
    }

    private void shuffle() {
      float[] numbers = points.numbers();
      int dimension = points.dimension();
      for (int row = points.count() - 1; row > 0; row--) {
        int other = rng.nextInt(row + 1);
        for (int i = 0; i < dimension; i++) {
          float kept = numbers[row * dimension + i];
          numbers[row * dimension + i] = numbers[other * dimension + i];
          numbers[other * dimension + i] = kept;
        }
      }
    }
  }
}
