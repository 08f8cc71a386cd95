package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.run.Headline;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * On how many timesteps the headline error keeps to the run's target, at each milestone, beside
 * what only all of them together have. Repeated metrics change nothing.
 */
final class VerdictTable {

  private final Headline headline;
  private final NavigableMap<Long, Cells> milestones = new TreeMap<>();
  private double epsilon = Double.NaN;

  private VerdictTable(Headline headline) {
    this.headline = headline;
  }

  private static final class Cells {
    private final Map<Integer, Verdict> verdicts = new TreeMap<>();
    private final Map<Integer, Double> alarms = new TreeMap<>();
    private Estimate path = Estimate.UNKNOWN;
  }

  /** The table as lines of Markdown; none where no metric has a verdict. */
  static List<String> lines(Collection<MetricLine> metrics, Headline headline, double confidence) {
    VerdictTable table = new VerdictTable(headline);
    metrics.forEach(line -> table.add(line.metric()));
    return Double.isNaN(table.epsilon) ? List.of() : table.lines(confidence);
  }

  private void add(Metric metric) {
    Cells cells = milestones.computeIfAbsent(metric.getMilestone(), m -> new Cells());
    Double target = metric.getEpsilon();
    if (headline.isCarriedBy(metric) && metric.getVerdict() != null && target != null) {
      epsilon = target;
      cells.verdicts.put(metric.getTimestep(), metric.getVerdict());
    } else if (MetricName.TAIL_ALARM.text().equals(metric.getMetric())) {
      cells.alarms.put(metric.getTimestep(), metric.getValue());
    } else if (MetricName.PATH_ERROR.text().equals(metric.getMetric())
        && Objects.equals(metric.getDelta(), headline.delta())) {
      cells.path = Estimate.of(metric);
    }
  }

  private List<String> lines(double confidence) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Timesteps whose %s keeps to %s, each at %s %% confidence, and the error along whole paths:"
            .formatted(
                headline.symbol(), NumberText.brief(epsilon), NumberText.brief(100 * confidence)));
    lines.add("");
    lines.add("| m | certified | undecided | refuted | path error | tail alarms |");
    lines.add("|" + "--:|".repeat(6));
    milestones.forEach(
        (milestone, cells) -> {
          if (!cells.verdicts.isEmpty()) {
            lines.add(line(milestone, cells));
          }
        });
    lines.add("");
    return lines;
  }

  private static String line(long milestone, Cells cells) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    cells.verdicts.values().forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            milestone,
            counts.getOrDefault(Verdict.CERTIFIED, 0),
            counts.getOrDefault(Verdict.UNDECIDED, 0),
            counts.getOrDefault(Verdict.REFUTED, 0),
            NumberText.precise(cells.path),
            cells.alarms.values().stream().filter(alarm -> alarm > 0).count());
  }
}
