package io.scorestream.report;

import io.scorestream.diffusion.forecast.TheoremPanel;
import io.scorestream.events.Forecast;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Headline;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The summary of a report, as Markdown. */
final class Summary {

  /** From this time on the score is smooth enough for the networks to represent it. */
  private static final double SLOPE_FROM = 0.5;

  private Summary() {}

  /**
   * The text, with a line end at its end.
   *
   * @param noFigures why there are no figures, empty when there are
   */
  static String text(ReportData data, Optional<String> noFigures) {
    List<String> lines = new ArrayList<>();
    lines.addAll(about(data.run()));
    noFigures.ifPresent(why -> lines.addAll(List.of("No figures: " + why, "")));
    lines.addAll(milestones(data));
    lines.addAll(alarms(data));
    lines.addAll(DistanceTable.lines(data.metrics()));
    lines.addAll(DistanceSlope.lines(data.metrics()));
    lines.addAll(LikenessTable.lines(data.metrics()));
    Headline headline = Headline.of(data.run());
    lines.addAll(
        VerdictTable.lines(data.metrics(), headline, data.run().getEvaluation().getConfidence()));
    List<TimestepCurve> curves = data.curves();
    if (headline.isRobustError()) {
      lines.addAll(slopes(headline, curves));
    }
    Outlook outlook = data.outlook();
    lines.addAll(forecast(headline, outlook));
    if (outlook.hasTarget()) {
      lines.addAll(theorem(new Run(data.run()).theorem()));
    }
    lines.addAll(timesteps(headline, curves, outlook));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> about(RunSpec run) {
    return List.of(
        "# Run " + run.getRun(),
        "",
        "Data `%s`, dimension %s, %s. N = %s timesteps (%s grid, t from %s to %s), seed %s."
            .formatted(
                run.getSource(),
                run.getDimension(),
                run.getLaw() == null ? "law unknown" : "law `" + run.getLaw().getName() + "`",
                run.getTimeGrid().getSteps(),
                run.getTimeGrid().getKind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                run.getTimeGrid().getStart(),
                run.getTimeGrid().getEnd(),
                run.getSeed()),
        "");
  }

  private static List<String> milestones(ReportData data) {
    List<String> lines = new ArrayList<>();
    String symbol = Headline.of(data.run()).symbol();
    lines.add(
        cells(
            "m",
            "training loss",
            symbol + ", median",
            symbol + ", worst",
            "worst k",
            "sliced W2",
            "floor",
            "W2 / floor",
            "training s"));
    lines.add("|" + "--:|".repeat(9));
    data.rows().forEach(row -> lines.add(milestone(row)));
    lines.add("");
    return lines;
  }

  private static List<String> alarms(ReportData data) {
    List<String> lines = new ArrayList<>();
    Alarms.of(data.metrics()).sentences().forEach(alarm -> lines.add("- **Alarm**: " + alarm));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private static String milestone(MilestoneRow row) {
    return cells(
        String.valueOf(row.milestone()),
        NumberText.precise(row.loss()),
        NumberText.precise(row.median()),
        NumberText.precise(row.worst()),
        row.worst().isKnown() ? String.valueOf(row.worstTimestep()) : "",
        NumberText.precise(row.slicedW2()),
        NumberText.precise(row.floor()),
        NumberText.precise(row.ratio()),
        NumberText.precise(row.seconds()));
  }

  private static List<String> slopes(Headline headline, List<TimestepCurve> curves) {
    double[] slopes =
        curves.stream()
            .filter(curve -> curve.time() >= SLOPE_FROM)
            .mapToDouble(curve -> curve.powerLaw().slope())
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    String what =
        "Fitted slope of %s against m on the timesteps with t >= %s: "
            .formatted(headline.symbol(), SLOPE_FROM);
    if (slopes.length == 0) {
      return List.of(what + "none yet, it takes two milestones.", "");
    }
    return List.of(
        what
            + "median %s, from %s to %s over %s timesteps (theory -0.50)."
                .formatted(
                    NumberText.slope(Medians.of(slopes)),
                    NumberText.slope(slopes[0]),
                    NumberText.slope(slopes[slopes.length - 1]),
                    slopes.length),
        "");
  }

  private static List<String> forecast(Headline headline, Outlook outlook) {
    if (outlook.whole().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Forecast of %s, up to ten times the newest m:".formatted(headline.symbol()));
    lines.add("");
    outlook.sentences().forEach(sentence -> lines.add("- " + sentence));
    if (outlook.hasTarget()) {
      Forecast any = outlook.whole().get(0);
      lines.add(
          "- %s of %s timesteps have reached the target, %s cannot with this network"
              .formatted(
                  any.getTimestepsReached(),
                  outlook.timesteps().size(),
                  any.getTimestepsUnreachable()));
    }
    lines.add("");
    return lines;
  }

  private static List<String> theorem(TheoremPanel panel) {
    String ratios =
        panel.ratios().stream()
            .map(
                ratio -> String.format(Locale.ROOT, "× %.0f to %s", ratio.factor(), ratio.change()))
            .collect(Collectors.joining(", "));
    return List.of(
        "The theorem's %s, here with N = %s, d = %s, P = %s, D = %s, has an unknown constant and gives"
                .formatted(
                    TheoremPanel.FORMULA,
                    panel.timesteps(),
                    panel.dimension(),
                    panel.parameters(),
                    panel.depth())
            + " no m, but ratios: "
            + ratios
            + ".",
        "");
  }

  private static List<String> timesteps(
      Headline headline, List<TimestepCurve> curves, Outlook outlook) {
    List<String> lines = new ArrayList<>();
    lines.add(cells("k", "t", "m", headline.symbol(), "slope against m", "m for the target"));
    lines.add("|" + "--:|".repeat(6));
    for (TimestepCurve curve : curves) {
      lines.add(
          cells(
              String.valueOf(curve.timestep()),
              NumberText.precise(curve.time()),
              String.valueOf(curve.errors().lastKey()),
              NumberText.precise(curve.errors().lastEntry().getValue()),
              headline.isRobustError() ? NumberText.slope(curve.powerLaw()) : "",
              outlook.needs(curve.timestep())));
    }
    return lines;
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
