package io.scorestream.service.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what a mistyped name was meant to be, by edit distance (Levenshtein). Pure functions. */
public final class NearestName {

  private NearestName() {}

  /** The known name that is fewest edits away, unless that is more than a third of its length. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(name, candidate)))
        .filter(candidate -> edits(name, candidate) <= Math.max(2, candidate.length() / 3));
  }

  /** {@code "; did you mean 'x'?"}, or nothing where no known name is near. */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private static int edits(String a, String b) {
    return LevenshteinDistance.getDefaultInstance().apply(a, b);
  }
}
