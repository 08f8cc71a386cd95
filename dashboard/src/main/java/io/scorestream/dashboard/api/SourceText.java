package io.scorestream.dashboard.api;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Standardisation;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.service.http.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A sentence on what a run learns. Pure functions. */
final class SourceText {

  private SourceText() {}

  /** Where the samples come from, what they are of, and how they are scaled. */
  static String of(RunSpec run, Optional<SourceInfo> source) {
    return origin(run, source) + ": " + numbers(run) + ", learnt " + scale(run) + ".";
  }

  private static String origin(RunSpec run, Optional<SourceInfo> source) {
    if (run.getLaw() != null) {
      return "Draws of the law " + run.getLaw().getName();
    }
    return source
        .map(SourceInfo::getOrigin)
        .filter(origin -> !origin.isBlank())
        .map(origin -> origin.substring(0, 1).toUpperCase(Locale.ROOT) + origin.substring(1))
        .orElse("Source " + run.getSource());
  }

  private static String numbers(RunSpec run) {
    ImageShape image = run.getImage();
    if (image != null) {
      long others = run.getDimension() - ImageNumbers.count(image);
      return "pictures of %s x %s pixels with %s%s"
          .formatted(
              image.getHeight(),
              image.getWidth(),
              count(image.getChannels(), "channel"),
              others == 0 ? "" : ", and " + count(others, "other column"));
    }
    List<SourceColumn> columns = run.getColumns();
    String all = count(run.getDimension(), "column");
    return columns.isEmpty()
        ? all
        : all
            + " ("
            + Arrays.stream(ColumnKind.values())
                .filter(kind -> of(columns, kind) > 0)
                .map(kind -> of(columns, kind) + " " + Json.name(kind))
                .collect(Collectors.joining(", "))
            + ")";
  }

  private static long of(List<SourceColumn> columns, ColumnKind kind) {
    return columns.stream().filter(column -> column.getKind() == kind).count();
  }

  private static String scale(RunSpec run) {
    Standardisation by = run.getStandardisation();
    double[] divisors =
        by.getScale().stream().mapToDouble(scale -> scale).filter(s -> s != 0).distinct().toArray();
    boolean moved = by.getShift().stream().anyMatch(shift -> shift != 0);
    long still = by.getScale().stream().filter(scale -> scale == 0).count();
    String scaled;
    if (divisors.length > 1) {
      scaled = "less their means and each divided by a scale of its own";
    } else if (divisors.length == 0 || divisors[0] == 1) {
      scaled = moved ? "less their means" : "as they are";
    } else {
      scaled =
          (moved ? "less their means and " : "")
              + String.format(Locale.ROOT, "divided by %.4g, all alike", divisors[0]);
    }
    return scaled + (still == 0 ? "" : ", but for " + still + " that never change");
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
