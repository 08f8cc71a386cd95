package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What should not go unseen in a run's metrics: that its stream has changed, and that it repeats
 * its training samples. Owned by one thread.
 */
public final class Alarms {

  private final List<String> sentences = new ArrayList<>();
  private double changes;
  private long repeatedAt;

  /** Those of all metrics of a run, in any order. */
  static Alarms of(List<MetricLine> metrics) {
    Alarms alarms = new Alarms();
    metrics.stream()
        .map(MetricLine::metric)
        .sorted((a, b) -> Long.compare(a.getMilestone(), b.getMilestone()))
        .forEach(alarms::add);
    return alarms;
  }

  /**
   * Takes a metric of the run.
   *
   * @return a sentence for people, where the metric says something that none before it said: a
   *     change that several shards find is told once
   */
  public Optional<String> add(Metric metric) {
    Optional<String> sentence = Optional.empty();
    if (MetricName.DRIFT_ALARMS.text().equals(metric.getMetric()) && metric.getValue() > changes) {
      changes = metric.getValue();
      sentence =
          Optional.of(
              ("the stream changed before m = %s (%s so far): errors at m samples are of a law that"
                      + " changed under way")
                  .formatted(metric.getMilestone(), times((long) changes)));
    }
    if (MetricName.MEMORISATION_ALARM.text().equals(metric.getMetric())
        && metric.getValue() > 0
        && metric.getMilestone() != repeatedAt) {
      repeatedAt = metric.getMilestone();
      sentence =
          Optional.of(
              ("at m = %s generations are closer to the training samples than fresh samples of the"
                      + " data are: they repeat what they were trained on")
                  .formatted(metric.getMilestone()));
    }
    sentence.ifPresent(sentences::add);
    return sentence;
  }

  private static String times(long n) {
    return n == 1 ? "once" : n + " times";
  }

  /** All of them, oldest first. */
  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
