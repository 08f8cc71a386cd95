package io.scorestream.run.encoding;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.Standardisation;
import io.scorestream.events.codec.Floats;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.PixelGrid;
import io.scorestream.run.network.PixelLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The map between samples, {@code [n, d]}, as they travel, and the coordinates, {@code [n, D]}, in
 * which networks are trained: {@code y = A·(x − shift) / scale}.
 *
 * <ul>
 *   <li>{@code x} has a coordinate for each numeric column, and for each category of the others,
 *       which is 1 where a sample has it and 0 elsewhere.
 *   <li>Whole numbers get noise in [−1/4, 1/4) on their way in, so that a density is learnt and not
 *       a comb; on the way out they are rounded, and what lies between two of them is not made.
 *   <li>A least or greatest value that many samples share is laid beyond itself on the way in, and
 *       what lies beyond it comes out as that value ({@link Saturation}).
 *   <li>A coordinate that does not vary has the scale 0: networks do not see it, and it comes out
 *       as it was.
 *   <li>Coordinates of columns that are <em>held</em>, of which samples are made and not of what
 *       they are made, come last; they get no noise and are not turned.
 *   <li>{@code A} turns to the {@link PrincipalAxes} of what else varies, or is left out.
 * </ul>
 *
 * <p>Immutable.
 */
public final class Standardiser {

  /** Half of the interval's width in which the noise on a whole number lies. */
  static final double NOISE = 0.25;

  private final Coordinates coordinates;
  private final double[] shift;
  private final double[] scale;
  private final int[] varying;
  private final int free;
  private final Optional<PrincipalAxes> axes;
  private final Saturation ends;

  /**
   * A map of continuous numbers with one scale and no axes.
   *
   * @param shift one number per column
   * @param scale greater than 0
   */
  public Standardiser(double[] shift, double scale) {
    this(
        Coordinates.continuous(shift.length),
        shift,
        Collections.nCopies(shift.length, scale).stream().mapToDouble(s -> s).toArray(),
        Set.of(),
        Optional.empty(),
        Saturation.none(shift.length));
  }

  /**
   * @param shift one number per coordinate
   * @param scale one number per coordinate, at least 0, and above for one that is not held
   * @param held columns by their place
   * @param axes of what comes of the two, of coordinates that vary and are not held
   * @param ends of coordinates that are not held
   * @throws IllegalArgumentException naming what does not fit
   */
  Standardiser(
      Coordinates coordinates,
      double[] shift,
      double[] scale,
      Set<Integer> held,
      Optional<PrincipalAxes> axes,
      Saturation ends) {
    if (shift.length != coordinates.count() || scale.length != coordinates.count()) {
      throw new IllegalArgumentException(
          "%s shifts and %s scales for %s coordinates"
              .formatted(shift.length, scale.length, coordinates.count()));
    }
    for (double factor : scale) {
      if (!(factor >= 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException("scale " + factor + " is not a number from 0 on");
      }
    }
    this.coordinates = coordinates;
    this.shift = shift.clone();
    this.scale = scale.clone();
    int[] learnt = varying(scale, i -> !held.contains(coordinates.columns()[i]));
    int[] given = varying(scale, i -> held.contains(coordinates.columns()[i]));
    this.varying = IntStream.concat(Arrays.stream(learnt), Arrays.stream(given)).toArray();
    this.free = learnt.length;
    if (free == 0) {
      throw new IllegalArgumentException(
          held.isEmpty()
              ? "no column varies: there is nothing to learn"
              : "no column varies but those of the condition: there is nothing to learn");
    }
    if (axes.isPresent() && axes.get().dimension() != free) {
      throw new IllegalArgumentException(
          "axes of %s coordinates, but %s vary".formatted(axes.get().dimension(), free));
    }
    this.axes = axes;
    this.ends = ends;
  }

  private static int[] varying(double[] scale, IntPredicate chosen) {
    return IntStream.range(0, scale.length).filter(i -> scale[i] > 0).filter(chosen).toArray();
  }

  /** The map that changes nothing. */
  public static Standardiser identity(int dimension) {
    return identity(dimension, Set.of());
  }

  /** The map that changes no number, and lays columns that are held behind the others. */
  public static Standardiser identity(int dimension, Set<Integer> held) {
    double[] units = new double[dimension];
    Arrays.fill(units, 1);
    return new Standardiser(
        Coordinates.continuous(dimension),
        new double[dimension],
        units,
        held,
        Optional.empty(),
        Saturation.none(dimension));
  }

  /** The map that an event describes, where no column is held. */
  public static Standardiser of(List<SourceColumn> columns, Standardisation event) {
    return of(columns, event, Set.of());
  }

  /**
   * The map that an event describes.
   *
   * @param columns of the samples; none where all are continuous
   * @param held those that are held, by their place
   */
  public static Standardiser of(
      List<SourceColumn> columns, Standardisation event, Set<Integer> held) {
    int coordinates = event.getShift().size();
    return new Standardiser(
        columns.isEmpty() ? Coordinates.continuous(coordinates) : Coordinates.of(columns),
        numbers(event.getShift()),
        numbers(event.getScale()),
        held,
        Optional.ofNullable(event.getAxes())
            .map(axes -> new PrincipalAxes(Floats.of(axes), numbers(event.getVariances()))),
        new Saturation(coordinates, event.getEnds()));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** The same map along these axes. */
  Standardiser along(PrincipalAxes directions) {
    Set<Integer> held =
        Arrays.stream(varying, free, varying.length)
            .mapToObj(i -> coordinates.columns()[i])
            .collect(Collectors.toSet());
    return new Standardiser(coordinates, shift, scale, held, Optional.of(directions), ends);
  }

  /** As an event carries it. */
  public Standardisation toEvent() {
    return Standardisation.newBuilder()
        .setShift(list(shift))
        .setScale(list(scale))
        .setAxes(axes.map(PrincipalAxes::axes).map(Floats::bytes).orElse(null))
        .setVariances(axes.map(PrincipalAxes::variances).map(Standardiser::list).orElse(List.of()))
        .setEnds(ends.toEvents())
        .build();
  }

  /** Numbers of a sample, d. */
  public int sampleDimension() {
    return coordinates.dimension();
  }

  /**
   * What a column is divided by: its own deviation or one of all columns, as was chosen; 0 where it
   * does not vary.
   *
   * @param column its place
   */
  public double scale(int column) {
    return scale[
        IntStream.range(0, scale.length)
            .filter(i -> coordinates.columns()[i] == column)
            .findFirst()
            .orElseThrow()];
  }

  /** Coordinates that networks see, D. */
  public int dimension() {
    return varying.length;
  }

  /** How many of these are held: the last ones. */
  public int held() {
    return varying.length - free;
  }

  /** Variance of each coordinate that networks see; 1 where no axes were fitted. */
  public List<Double> variances() {
    List<Double> variances = new ArrayList<>(Collections.nCopies(dimension(), 1.0));
    axes.map(PrincipalAxes::variances).ifPresent(along -> Collections.copy(variances, list(along)));
    return List.copyOf(variances);
  }

  /**
   * Where the coordinates that networks see lie on the pixels of an image; those that are held are
   * on none.
   *
   * @param image whose pixels are all that varies and is not held
   */
  public PixelLayout on(ImageShape image) {
    PixelPlaces places = new PixelPlaces(image);
    PixelGrid grid = places.grid();
    float[] directions = new float[Math.multiplyExact(dimension(), grid.size())];
    Optional<float[]> turns = axes.map(PrincipalAxes::axes);
    for (int j = 0; j < free; j++) {
      int place = places.of(coordinates.columns()[varying[j]] - image.getFirst());
      if (turns.isEmpty()) {
        directions[j * grid.size() + place] = 1;
      }
      for (int i = 0; turns.isPresent() && i < free; i++) {
        directions[i * grid.size() + place] = turns.get()[i * free + j];
      }
    }
    return new PixelLayout(grid, directions);
  }

  /**
   * The axes of the largest variances, {@code [min(most, D − held), D]}, of samples in units of
   * their scale; empty where none were fitted.
   */
  public Optional<Rows> leadingAxes(int most) {
    return axes.map(
        turn -> {
          Rows leading = Rows.zeros(Math.min(most, free), dimension());
          float[] directions = turn.axes();
          for (int i = 0; i < leading.count(); i++) {
            System.arraycopy(directions, i * free, leading.numbers(), i * dimension(), free);
          }
          return leading;
        });
  }

  /** {@link #standardise(Rows, Rows, RandomGenerator)} into new rows. */
  public Rows standardise(Rows samples, RandomGenerator noise) {
    Rows standardised = Rows.zeros(samples.count(), dimension());
    standardise(samples, standardised, noise);
    return standardised;
  }

  /**
   * Maps samples to the networks' coordinates.
   *
   * @param samples {@code [n, d]}
   * @param into {@code [n, D]}, written to
   * @param noise on whole numbers and beyond ends, drawn sample by sample; not asked where there
   *     are none
   */
  public void standardise(Rows samples, Rows into, RandomGenerator noise) {
    scale(samples, into, noise);
    turn(into, PrincipalAxes::align);
  }

  /** Turns what is not held, in place. */
  private void turn(Rows standardised, BiConsumer<PrincipalAxes, Rows> how) {
    if (axes.isEmpty()) {
      return;
    }
    if (held() == 0) {
      how.accept(axes.get(), standardised);
      return;
    }
    Rows turned = free(standardised);
    how.accept(axes.get(), turned);
    for (int row = 0; row < turned.count(); row++) {
      System.arraycopy(
          turned.numbers(), row * free, standardised.numbers(), row * dimension(), free);
    }
  }

  /**
   * The coordinates that are not held.
   *
   * @param standardised {@code [n, D]}
   * @return {@code [n, D − held]}, new
   */
  Rows free(Rows standardised) {
    Rows learnt = Rows.zeros(standardised.count(), free);
    for (int row = 0; row < learnt.count(); row++) {
      System.arraycopy(
          standardised.numbers(), row * dimension(), learnt.numbers(), row * free, free);
    }
    return learnt;
  }

  /**
   * Puts what stands for no condition in the place of a row's: 0 for each of its coordinates, which
   * no category has.
   *
   * @param standardised {@code [n, D]}, written to
   */
  public void withoutCondition(Rows standardised, int row) {
    int from = row * dimension();
    Arrays.fill(standardised.numbers(), from + free, from + dimension(), 0);
  }

  /**
   * Samples with each coordinate that varies in units of its scale, {@code [n, D]}: where distances
   * are measured. Neither noise nor axes, which would change none of them.
   *
   * @param samples {@code [n, d]}
   */
  public Rows scaled(Rows samples) {
    Rows scaled = Rows.zeros(samples.count(), dimension());
    scale(samples, scaled, null);
    return scaled;
  }

  private void scale(Rows samples, Rows into, @Nullable RandomGenerator noise) {
    samples.requireDimension(sampleDimension());
    into.requireDimension(dimension());
    float[] from = samples.numbers();
    float[] to = into.numbers();
    int at = 0;
    for (int row = 0; row < from.length; row += sampleDimension()) {
      for (int place = 0; place < varying.length; place++) {
        int i = varying[place];
        double x = coordinates.value(i, from[row + coordinates.columns()[i]]);
        if (noise != null && place < free) {
          x = dequantised(i, x, noise);
        }
        to[at++] = (float) ((x - shift[i]) / scale[i]);
      }
    }
  }

  private double dequantised(int coordinate, double x, RandomGenerator noise) {
    if (ends.isAt(coordinate, x)) {
      return ends.beyond(coordinate, x, noise);
    }
    return coordinates.isInteger(coordinate) ? x + noise.nextDouble(-NOISE, NOISE) : x;
  }

  /**
   * Maps coordinates back to samples: numbers as they travel, whole where the column is, and the
   * number of the likeliest category.
   *
   * @param standardised {@code [n, D]}, left as it is
   * @return {@code [n, d]}
   */
  public Rows restore(Rows standardised) {
    standardised.requireDimension(dimension());
    Rows turned = standardised.copy();
    turn(turned, PrincipalAxes::restore);
    Rows samples = Rows.zeros(turned.count(), sampleDimension());
    double[] x = shift.clone();
    for (int row = 0; row < turned.count(); row++) {
      for (int i = 0; i < varying.length; i++) {
        x[varying[i]] = turned.at(row, i) * scale[varying[i]] + shift[varying[i]];
      }
      decode(x, samples.numbers(), row * sampleDimension());
    }
    return samples;
  }

  private void decode(double[] x, float[] samples, int at) {
    double[] largest = new double[sampleDimension()];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < x.length; i++) {
      int column = coordinates.columns()[i];
      int category = coordinates.categories()[i];
      if (category == Coordinates.NUMBER) {
        samples[at + column] = number(coordinates.kinds()[column], ends.within(i, x[i]));
      } else if (x[i] > largest[column]) {
        largest[column] = x[i];
        samples[at + column] = category;
      }
    }
  }

  private static float number(ColumnKind kind, double x) {
    return switch (kind) {
      case CONTINUOUS, CATEGORICAL -> (float) x;
      case INTEGER -> (float) Math.rint(x);
      case BINARY -> x < 0.5 ? 0 : 1;
    };
  }

  /** The law of a standardised sample when a sample has the law given. */
  public GaussianMixture standardise(GaussianMixture law) {
    return mapped(law, axes);
  }

  /** The law of a sample in units of its scale when a sample has the law given. */
  public GaussianMixture scaled(GaussianMixture law) {
    return mapped(law, Optional.empty());
  }

  private GaussianMixture mapped(GaussianMixture law, Optional<PrincipalAxes> along) {
    if (dimension() != law.dimension()) {
      throw new IllegalArgumentException(
          "a law of %s numbers, of which %s vary".formatted(law.dimension(), dimension()));
    }
    return new GaussianMixture(
        law.weights(), law.components().stream().map(part -> mapped(part, along)).toList());
  }

  private GaussianLaw mapped(GaussianLaw law, Optional<PrincipalAxes> along) {
    double[] lawMean = law.mean();
    double[] lawCovariance = law.covariance();
    int d = lawMean.length;
    double[] mean = new double[d];
    double[] covariance = new double[d * d];
    for (int i = 0; i < d; i++) {
      int row = varying[i];
      mean[i] = (lawMean[row] - shift[row]) / scale[row];
      for (int j = 0; j < d; j++) {
        int column = varying[j];
        covariance[i * d + j] = lawCovariance[row * d + column] / (scale[row] * scale[column]);
      }
    }
    return along.isEmpty()
        ? new GaussianLaw(mean, covariance)
        : new GaussianLaw(along.get().align(mean), along.get().alignCovariance(covariance));
  }
}
