package io.scorestream.diffusion.law;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The catalogue of known laws, by name. */
public final class Laws {
  private static final SortedMap<String, Entry> CATALOGUE =
      new TreeMap<>(
          Map.of(
              "gaussian",
              new Entry("a correlated Gaussian in 2 dimensions", gaussian()),
              "mixture",
              new Entry("5 Gaussians in 2 dimensions that make a winking face", face()),
              "mixture-1d",
              new Entry("3 Gaussians of unlike width in 1 dimension", threeOnALine()),
              "ring",
              new Entry("8 equal Gaussians on a circle in 2 dimensions", ring()),
              "two-modes",
              new Entry("2 Gaussians at all +1 and all -1 in 8 dimensions", twoModes())));

  private Laws() {}

  private record Entry(String description, Law law) {}

  /**
   * The law of a name.
   *
   * @throws IllegalArgumentException if the name is not known; the message has the nearest known
   *     name and all of them
   */
  public static Law named(String name) {
    return entry(name).law();
  }

  /** All names, in alphabetical order; unmodifiable. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(CATALOGUE.keySet()));
  }

  /**
   * What a law is, in a few words.
   *
   * @throws IllegalArgumentException if the name is not known
   */
  public static String description(String name) {
    return entry(name).description();
  }

  private static Entry entry(String name) {
    Entry entry = CATALOGUE.get(name);
    if (entry == null) {
      String nearest =
          Collections.min(
              CATALOGUE.keySet(), Comparator.comparingInt(known -> editDistance(name, known)));
      throw new IllegalArgumentException(
          "no law is named '%s'; did you mean '%s'? Known laws: %s"
              .formatted(name, nearest, String.join(", ", CATALOGUE.keySet())));
    }
    return entry;
  }

  /** The least number of inserted, deleted and replaced letters (Levenshtein 1966). */
  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static Law gaussian() {
    return new GaussianLaw(new double[] {0.3, -0.2}, new double[] {1.0, 0.6, 0.6, 0.8});
  }

  private static Law face() {
    double[] weights = {0.22, 0.18, 0.17, 0.26, 0.17};
    return new GaussianMixture(
        weights,
        List.of(
            tilted(-1.00, 1.10, 0.22, 0.22, 0),
            tilted(1.00, 1.10, 0.32, 0.20, 0),
            tilted(-1.20, -0.50, 0.33, 0.20, -50),
            tilted(0.00, -1.15, 0.35, 0.20, 0),
            tilted(1.20, -0.50, 0.33, 0.20, 50)));
  }

  /** A Gaussian whose long axis is turned by {@code degrees} against the first coordinate. */
  private static GaussianLaw tilted(
      double x, double y, double longDeviation, double shortDeviation, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double along = longDeviation * longDeviation;
    double across = shortDeviation * shortDeviation;
    double mixed = (along - across) * cos * sin;
    return new GaussianLaw(
        new double[] {x, y},
        new double[] {
          along * cos * cos + across * sin * sin,
          mixed,
          mixed,
          along * sin * sin + across * cos * cos
        });
  }

  private static Law threeOnALine() {
    return new GaussianMixture(
        new double[] {0.3, 0.45, 0.25},
        List.of(
            new GaussianLaw(new double[] {-1.3}, new double[] {0.005}),
            new GaussianLaw(new double[] {0.1}, new double[] {0.1}),
            new GaussianLaw(new double[] {1.4}, new double[] {0.03})));
  }

  private static Law ring() {
    int count = 8;
    double[] weights = new double[count];
    GaussianLaw[] components = new GaussianLaw[count];
    for (int j = 0; j < count; j++) {
      double angle = 2 * Math.PI * j / count;
      weights[j] = 1.0 / count;
      components[j] =
          GaussianLaw.isotropic(new double[] {1.4 * Math.cos(angle), 1.4 * Math.sin(angle)}, 0.14);
    }
    return new GaussianMixture(weights, List.of(components));
  }

  private static Law twoModes() {
    double[] high = Collections.nCopies(8, 1.0).stream().mapToDouble(Double::doubleValue).toArray();
    double[] low = Collections.nCopies(8, -1.0).stream().mapToDouble(Double::doubleValue).toArray();
    return new GaussianMixture(
        new double[] {0.5, 0.5},
        List.of(GaussianLaw.isotropic(high, 0.3), GaussianLaw.isotropic(low, 0.3)));
  }
}
