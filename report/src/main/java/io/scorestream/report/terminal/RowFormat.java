package io.scorestream.report.terminal;

import io.scorestream.report.Estimate;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.WorstColumn;
import io.scorestream.run.Headline;
import io.scorestream.service.terminal.Words;
import java.util.Locale;

/**
 * The table of milestones: one line of 78 characters each, or of 49 without intervals, floor and
 * time on a narrower screen, its columns aligned; below it the worst column of data that has
 * columns with names.
 *
 * @param headline the error that is shown
 * @param glyphs of the terminal
 * @param columns of the terminal
 */
record RowFormat(Headline headline, Glyphs glyphs, int columns) {

  private static final int LINE = 78;

  private static final int WIDE = 5;
  private static final int NARROW = 4;

  /** The line above the first row. */
  String header() {
    return columns < LINE
        ? String.format(
            Locale.ROOT,
            "%6s %5s  %-8s %-9s %9s %5s",
            "m",
            "loss",
            symbol(headline, glyphs),
            "worst",
            "sliced W2",
            "ratio")
        : wideHeader();
  }

  private String wideHeader() {
    return String.format(
        Locale.ROOT,
        "%6s %5s  %-17s %-15s%14s %5s %5s %4s",
        "m",
        "loss",
        symbol(headline, glyphs) + " median",
        "worst timestep",
        "sliced W2",
        "floor",
        "ratio",
        "sec");
  }

  /** A milestone's line, or two. */
  String line(MilestoneRow row) {
    return (columns < LINE ? fewNumbers(row) : numbers(row))
        + row.worstColumn().map(this::worst).orElse("");
  }

  private String worst(WorstColumn column) {
    String line =
        String.format(
            Locale.ROOT,
            "       worst column: %s, %s x what real samples have, %s",
            column.name(),
            ShortNumber.of(column.ratio(), NARROW),
            column.distinguishable() ? "distinguishable" : "indistinguishable");
    return System.lineSeparator() + (columns < LINE ? Words.wrapped(line, columns) : line);
  }

  private static String fewNumbers(MilestoneRow row) {
    return String.format(
        Locale.ROOT,
        "%6d %5s  %-8s %5s %-5s %7s %5s",
        row.milestone(),
        ShortNumber.of(row.loss(), WIDE),
        ShortNumber.of(row.median().value(), WIDE),
        ShortNumber.of(row.worst().value(), WIDE),
        row.worst().isKnown() ? "k=" + row.worstTimestep() : "",
        ShortNumber.of(row.slicedW2().value(), WIDE),
        ShortNumber.of(row.ratio(), NARROW));
  }

  private String numbers(MilestoneRow row) {
    return String.format(
        Locale.ROOT,
        "%6d %5s  %-17s %-17s %-5s %5s %5s %5s %4s",
        row.milestone(),
        ShortNumber.of(row.loss(), WIDE),
        estimate(row.median()),
        estimate(row.worst()),
        row.worst().isKnown() ? "k=" + row.worstTimestep() : "",
        ShortNumber.of(row.slicedW2().value(), WIDE),
        ShortNumber.of(row.floor().value(), WIDE),
        ShortNumber.of(row.ratio(), NARROW),
        ShortNumber.of(row.seconds(), NARROW));
  }

  /** What an error is called. */
  static String symbol(Headline headline, Glyphs glyphs) {
    Double level = headline.delta();
    return level == null
        ? "held-out"
        : glyphs.robustError() + "^" + ShortNumber.of(level, NARROW).replaceAll("0+$", "");
  }

  /** A number and its interval, in 17 characters. */
  static String estimate(Estimate estimate) {
    String value = String.format(Locale.ROOT, "%5s", ShortNumber.of(estimate.value(), WIDE));
    return Double.isNaN(estimate.low()) || Double.isNaN(estimate.high())
        ? value
        : "%s [%s %s]"
            .formatted(
                value,
                ShortNumber.of(estimate.low(), NARROW),
                ShortNumber.of(estimate.high(), NARROW));
  }
}
