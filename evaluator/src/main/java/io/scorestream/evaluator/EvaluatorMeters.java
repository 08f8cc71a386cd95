package io.scorestream.evaluator;

import io.scorestream.evaluator.measure.CheckpointEvaluation;
import io.scorestream.evaluator.measure.CheckpointFindings;
import io.scorestream.evaluator.measure.GenerationEvaluation;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.events.Metric;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.metrics.Meters;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows on the evaluator's meters what it finds: the metrics of the newest milestone, and how long
 * they took. Safe from any thread.
 */
final class EvaluatorMeters {

  private static final Map<String, MetricName> NAMES =
      Arrays.stream(MetricName.values()).collect(Collectors.toMap(MetricName::text, name -> name));

  private final Meters meters;
  private final Map<List<String>, Long> newest = new ConcurrentHashMap<>();

  EvaluatorMeters(Meters meters) {
    this.meters = meters;
  }

  /** The same evaluations, seen. */
  Evaluations measured(Evaluations evaluations) {
    return new Evaluations(
        () -> new MeasuredCheckpoints(evaluations.checkpoints().get()),
        () -> measured(evaluations.generations().get()));
  }

  private GenerationEvaluation measured(GenerationEvaluation evaluation) {
    return (run, generations) -> {
      List<Metric> metrics = timed(run, "generations", () -> evaluation.evaluate(run, generations));
      metrics.forEach(this::show);
      return metrics;
    };
  }

  private <T> T timed(Run run, String event, Supplier<T> work) {
    long began = System.nanoTime();
    T found = work.get();
    meters.time(MeterName.EVALUATION, Duration.ofNanos(System.nanoTime() - began), run.id(), event);
    return found;
  }

  private void show(Metric metric) {
    MetricName name = NAMES.get(metric.getMetric());
    if (name == null) {
      return;
    }
    switch (name) {
      case ROBUST_ERROR ->
          set(MeterName.ROBUST_ERROR, metric, timestep(metric), metric.getDelta().toString());
      case HELD_OUT_LOSS -> set(MeterName.HELD_OUT_LOSS, metric, timestep(metric));
      case SLICED_W2 -> set(MeterName.WASSERSTEIN, metric);
      case SLICED_W2_FLOOR -> set(MeterName.WASSERSTEIN_FLOOR, metric);
      default -> {
        // The rest is for the metric topics: too much, or too fine, for a monitoring system.
      }
    }
  }

  /** Sets a gauge, unless a later milestone has set it: evaluations may be repeated. */
  private void set(MeterName name, Metric metric, String... moreTags) {
    String[] tags = new String[moreTags.length + 1];
    tags[0] = metric.getRun();
    System.arraycopy(moreTags, 0, tags, 1, moreTags.length);
    List<String> series = List.of(name.text(), String.join("/", tags));
    if (newest.merge(series, metric.getMilestone(), Math::max) <= metric.getMilestone()) {
      meters.set(name, metric.getValue(), tags);
    }
  }

  private static String timestep(Metric metric) {
    return String.valueOf(metric.getTimestep());
  }

  private final class MeasuredCheckpoints implements CheckpointEvaluation {

    private final CheckpointEvaluation evaluation;

    MeasuredCheckpoints(CheckpointEvaluation evaluation) {
      this.evaluation = evaluation;
    }

    @Override
    public CheckpointFindings evaluate(
        Run run, ScoreCheckpoint checkpoint, Optional<HeldOutAnswers> before) {
      CheckpointFindings findings =
          timed(run, "checkpoint", () -> evaluation.evaluate(run, checkpoint, before));
      findings.metrics().forEach(EvaluatorMeters.this::show);
      return findings;
    }

    @Override
    public List<Metric> paths(Run run, long milestone, double[] squares) {
      return evaluation.paths(run, milestone, squares);
    }

    @Override
    public void close() {
      evaluation.close();
    }
  }
}
