package io.scorestream.report.terminal;

import io.scorestream.report.MilestoneRow;
import io.scorestream.report.RunComparison;
import io.scorestream.run.Headline;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Two runs beside each other in lines of at most 80 characters. Pure functions. */
public final class ComparisonTable {

  private static final int WIDE = 5;
  private static final int NARROW = 4;

  private ComparisonTable() {}

  /**
   * What differs between the runs, then a line for each milestone: errors, whose is lower, sliced
   * W2 over its floor, seconds of training.
   *
   * @param charset in which the lines are written
   */
  public static List<String> lines(RunComparison runs, Charset charset) {
    List<String> lines = new ArrayList<>();
    lines.add(setting("", "A", "B"));
    lines.add(setting("run", runs.a().spec().getRun(), runs.b().spec().getRun()));
    for (Map.Entry<String, RunComparison.Difference> difference : runs.differences().entrySet()) {
      lines.add(setting(difference.getKey(), difference.getValue().a(), difference.getValue().b()));
    }
    lines.add("");
    Optional<String> symbol =
        runs.headline().map(headline -> RowFormat.symbol(headline, Glyphs.in(charset)));
    if (symbol.isEmpty()) {
      lines.add("Their errors are not of the same kind: only distances are set side by side.");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%6s  %-17s  %-17s %5s %-5s  %11s  %9s",
            "m",
            symbol.map(name -> "A " + name).orElse(""),
            symbol.map(name -> "B " + name).orElse(""),
            symbol.isPresent() ? "B/A" : "",
            symbol.isPresent() ? "lower" : "",
            "ratio A, B",
            "sec A, B"));
    runs.milestones().forEach(milestone -> lines.add(line(runs, milestone)));
    return lines;
  }

  private static String setting(String name, String a, String b) {
    return String.format(Locale.ROOT, "%-28s %-25s %s", name, a, b).stripTrailing();
  }

  private static String line(RunComparison runs, long milestone) {
    MilestoneRow a = runs.a().row(milestone);
    MilestoneRow b = runs.b().row(milestone);
    Optional<Headline> headline = runs.headline();
    return String.format(
        Locale.ROOT,
        "%6d  %-17s  %-17s %5s %-5s  %5s %5s  %4s %4s",
        milestone,
        headline.map(shown -> RowFormat.estimate(a.median())).orElse(""),
        headline.map(shown -> RowFormat.estimate(b.median())).orElse(""),
        headline
            .map(shown -> ShortNumber.of(b.median().value() / a.median().value(), NARROW))
            .orElse(""),
        lower(runs.lower(milestone)),
        ShortNumber.of(a.ratio(), WIDE),
        ShortNumber.of(b.ratio(), WIDE),
        ShortNumber.of(a.seconds(), NARROW),
        ShortNumber.of(b.seconds(), NARROW));
  }

  private static String lower(RunComparison.Lower lower) {
    return switch (lower) {
      case A -> "A";
      case B -> "B";
      case NEITHER -> "=";
      case UNKNOWN -> "";
    };
  }
}
