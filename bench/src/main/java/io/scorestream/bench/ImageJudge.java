package io.scorestream.bench;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.SlicedWasserstein;
import io.scorestream.transport.twosample.ClassifierTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The Java side of {@code digits}: says how far generations are from real samples.
 *
 * <p>Its arguments are a folder with the files {@code made}, {@code real} and {@code known}, as
 * {@link NumberFiles} has them, and the dimension. The floor is what {@code known} is from {@code
 * real}: two real sets, of the size of the generations.
 */
public final class ImageJudge {
  private static final int PROJECTIONS = 1_000;
  private static final long SEED = 1;

  private ImageJudge() {}

  /** Judges one set. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int dimension = Integer.parseInt(args[1]);
    Rows made = NumberFiles.read(folder.resolve("made"), dimension);
    Rows real = NumberFiles.read(folder.resolve("real"), dimension);
    Rows known = NumberFiles.read(folder.resolve("known"), dimension);
    int n = Math.min(made.count(), Math.min(real.count(), known.count()));
    Rows beside = real.first(n);
    Estimate classifier = new ClassifierTest(SEED).accuracy(beside, made.first(n));
    SlicedWasserstein sliced = new SlicedWasserstein(dimension, PROJECTIONS, SEED);
    double distance = sliced.w2(made.first(n), beside).value();
    double floor = sliced.w2(known.first(n), beside).value();
    System.out.printf(
        Locale.ROOT,
        "classifier %.3f [%.3f, %.3f], sliced W2 %.4f, %.2f times that of real samples (n = %d)%n",
        classifier.value(),
        classifier.low(),
        classifier.high(),
        distance,
        distance / floor,
        n);
  }
}
