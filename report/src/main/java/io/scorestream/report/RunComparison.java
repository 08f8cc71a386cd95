package io.scorestream.report;

import io.scorestream.run.Headline;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Two runs beside each other, milestone by milestone. */
public record RunComparison(ComparedRun a, ComparedRun b) {

  /** Whose median error is lower. */
  public enum Lower {
    /** That of the first run, and the intervals do not meet. */
    A,
    /** That of the second run, and the intervals do not meet. */
    B,
    /** Neither for sure: the intervals meet. */
    NEITHER,
    /** One of them is not known, or they are not of the same kind. */
    UNKNOWN
  }

  /** The values of a setting that differ. */
  public record Difference(String a, String b) {}

  /** The error that runs are shown by, where it is the same of both. */
  public Optional<Headline> headline() {
    Headline headline = Headline.of(a.spec());
    boolean isSame =
        headline.equals(Headline.of(b.spec()))
            && a.spec().getTimeGrid().equals(b.spec().getTimeGrid())
            && (headline.isRobustError() || a.spec().getSource().equals(b.spec().getSource()));
    return isSame ? Optional.of(headline) : Optional.empty();
  }

  /** The m at which either was measured. */
  public NavigableSet<Long> milestones() {
    NavigableSet<Long> milestones = new TreeSet<>(a.rows().keySet());
    milestones.addAll(b.rows().keySet());
    return milestones;
  }

  /** Whose median error is lower at a milestone. */
  public Lower lower(long milestone) {
    Estimate first = a.row(milestone).median();
    Estimate second = b.row(milestone).median();
    if (headline().isEmpty() || !first.isKnown() || !second.isKnown()) {
      return Lower.UNKNOWN;
    }
    if (first.high() < second.low()) {
      return Lower.A;
    }
    return second.high() < first.low() ? Lower.B : Lower.NEITHER;
  }

  /** The settings in which the runs differ, by their paths in {@code RunSpec}. */
  public Map<String, Difference> differences() {
    return SpecDifferences.of(a.spec(), b.spec());
  }

  /**
   * Errors and distances of both against m; empty when there is nothing to show.
   *
   * @throws IllegalStateException saying what to install, where this Java has no fonts
   */
  public Optional<BufferedImage> picture() {
    Fonts.problem()
        .ifPresent(
            problem -> {
              throw new IllegalStateException(problem);
            });
    return ComparisonFigure.draw(this);
  }
}
