package io.scorestream.cli.reproduce;

import io.scorestream.experiments.result.Accepted;
import io.scorestream.experiments.result.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers of an experiment as lines of text, in columns as wide as they need to be. */
final class CheckTable {

  private static final List<String> HEADER =
      List.of("", "", "expected", "accepted", "measured", "", "basis");

  private CheckTable() {}

  /** A header and a line for each check. */
  static List<String> lines(List<Check> checks) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    String previous = "";
    for (Check check : checks) {
      rows.add(row(check, check.setting().equals(previous)));
      previous = check.setting();
    }
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(Check check, boolean sameSetting) {
    return List.of(
        sameSetting ? "" : check.setting(),
        check.quantity(),
        number(check.expected()),
        accepted(check.accepted()),
        number(check.measured()),
        check.holds() ? "pass" : "FAIL",
        check.basis().text());
  }

  private static String accepted(Accepted accepted) {
    if (accepted.low() == accepted.high()) {
      return "exactly";
    }
    if (Double.isInfinite(accepted.low())) {
      return "at most";
    }
    return Double.isInfinite(accepted.high())
        ? "at least"
        : "%s to %s".formatted(number(accepted.low()), number(accepted.high()));
  }

  /** Texts to the left, numbers to the right. */
  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean isNumber = i >= 2 && i <= 4;
      String format = "  %" + (isNumber ? "" : "-") + Math.max(1, widths[i]) + "s";
      line.append(String.format(Locale.ROOT, format, row.get(i)));
    }
    return line.toString().stripTrailing();
  }

  /** About four significant digits. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-4 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 5) + "f", value);
  }
}
