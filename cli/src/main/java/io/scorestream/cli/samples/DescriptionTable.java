package io.scorestream.cli.samples;

import io.scorestream.events.ColumnKind;
import io.scorestream.ingest.profile.ColumnSummary;
import java.util.Locale;

/** A description as people read it. */
final class DescriptionTable {

  /** Columns that are listed; the rest is counted. */
  private static final int LISTED = 40;

  private static final int LONGEST_NAME = 24;
  private static final int CATEGORIES = 5;
  private static final double HUNDRED = 100;

  private DescriptionTable() {}

  static String of(Description description) {
    StringBuilder text = new StringBuilder();
    line(text, "source   %s, %s", description.source(), description.origin());
    line(text, "samples  %s", count(description));
    description
        .image()
        .ifPresent(
            image ->
                line(
                    text,
                    "images   %d x %d, channels: %d",
                    image.getHeight(),
                    image.getWidth(),
                    image.getChannels()));
    line(text, "columns  %d%n", description.columns().size());
    line(
        text,
        "%-24s %-11s %11s %11s %11s %11s %8s",
        "COLUMN",
        "KIND",
        "LEAST",
        "GREATEST",
        "MEAN",
        "DEVIATION",
        "MISSING");
    description.columns().stream().limit(LISTED).forEach(column -> row(text, column));
    if (description.columns().size() > LISTED) {
      line(text, "and %d more, which --json lists", description.columns().size() - LISTED);
    }
    description.notices().forEach(notice -> line(text, "note: %s", notice));
    return text.toString();
  }

  private static String count(Description description) {
    if (description.samples().isEmpty()) {
      return "no end";
    }
    long samples = description.samples().getAsLong();
    return String.format(
        Locale.ROOT,
        "%d, of which %d (%.1f %%) are held out for evaluation",
        samples,
        description.heldOut(),
        samples == 0 ? 0 : HUNDRED * description.heldOut() / samples);
  }

  private static void row(StringBuilder text, ColumnSummary column) {
    String name = column.column().getName().replaceAll("\\p{Cntrl}", " ");
    String start =
        String.format(
            Locale.ROOT,
            "%-24s %-11s ",
            name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...",
            Description.word(column.column().getKind()));
    if (column.column().getKind() == ColumnKind.CATEGORICAL) {
      int count = column.column().getCategories().size();
      line(
          text,
          "%s%-47s %8d",
          start,
          count
              + ": "
              + String.join(
                  ", ",
                  column.column().getCategories().stream()
                      .limit(CATEGORIES)
                      .map(category -> category.replaceAll("\\p{Cntrl}", " "))
                      .toList())
              + (count > CATEGORIES ? ", ..." : ""),
          column.missing());
    } else {
      line(
          text,
          "%s%11s %11s %11s %11s %8d",
          start,
          number(column.least()),
          number(column.greatest()),
          number(column.mean()),
          number(column.deviation()),
          column.missing());
    }
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e11
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.5g", value);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
