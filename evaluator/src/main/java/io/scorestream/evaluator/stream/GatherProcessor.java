package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.work.Aspect;
import io.scorestream.evaluator.work.Evaluated;
import io.scorestream.evaluator.work.Outcome;
import io.scorestream.evaluator.work.PathEvaluation;
import io.scorestream.evaluator.work.WorkSerdes;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From the parts of a run's milestones, wherever they were evaluated, to what is said of a
 * milestone as a whole once the last part is there. Owned by a stream thread.
 */
public final class GatherProcessor implements Processor<String, Evaluated, String, Outcome> {

  private static final String PARTS = "evaluated-parts";
  private static final Duration RETRY = Duration.ofMillis(500);

  private final PathEvaluation evaluation;
  private ProcessorContext<String, Outcome> context;
  private MilestoneParts parts;
  private RunStore runs;

  private GatherProcessor(PathEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Makes a processor for each task. */
  public static ProcessorSupplier<String, Evaluated, String, Outcome> supplier(
      PathEvaluation evaluation) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Evaluated, String, Outcome> get() {
        return new GatherProcessor(evaluation);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(StoreRanges.persistent(PARTS, WorkSerdes.evaluated()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Outcome> processorContext) {
    context = processorContext;
    parts = new MilestoneParts(context.getStateStore(PARTS));
    runs = new RunStore(context);
    context.schedule(RETRY, PunctuationType.WALL_CLOCK_TIME, now -> retry());
  }

  @Override
  public void process(Record<String, Evaluated> record) {
    Evaluated part = record.value();
    if (!runs.isOver(part.run(), part.incarnation())) {
      parts.add(part);
      sayWhatIsComplete();
    }
  }

  private void retry() {
    runs.ended().forEach(parts::forget);
    sayWhatIsComplete();
  }

  /** Another process may have known a run before this one does. */
  private void sayWhatIsComplete() {
    for (Evaluated last : parts.complete()) {
      runs.find(last.run(), last.incarnation()).ifPresent(run -> say(run, last));
    }
  }

  private void say(Run run, Evaluated last) {
    List<Evaluated> all = parts.take(last);
    List<Metric> metrics =
        last.aspect() == Aspect.NETWORKS ? ofNetworks(run, all) : ofGenerations(run, all);
    context.forward(
        new Record<>(
            run.id(),
            Outcome.of(last.incarnation(), last.aspect(), metrics, Optional.empty()),
            reached(all)));
    context.commit();
  }

  private List<Metric> ofNetworks(Run run, List<Evaluated> all) {
    long milestone = all.get(0).milestone();
    List<Metric> metrics = new ArrayList<>();
    double[] squares = squares(all);
    if (squares.length > 0) {
      metrics.addAll(evaluation.paths(run, milestone, squares));
    }
    long lag = Math.max(0, context.currentSystemTimeMs() - reached(all));
    MetricScope scope = MetricScope.of(run, milestone);
    metrics.add(number(scope, MetricName.EVALUATION_SECONDS, seconds(all), all.size()));
    metrics.add(number(scope, MetricName.EVALUATION_LAG_SECONDS, lag / 1e3, all.size()));
    return metrics;
  }

  /** How long it took, where there was anything to say. */
  private static List<Metric> ofGenerations(Run run, List<Evaluated> all) {
    long n = all.stream().mapToLong(Evaluated::n).max().orElse(0);
    return n == 0
        ? List.of()
        : List.of(
            number(
                MetricScope.of(run, all.get(0).milestone()),
                MetricName.DISTANCE_SECONDS,
                seconds(all),
                n));
  }

  /** The sums over all timesteps, {@code [paths]}, in their order. */
  private static double[] squares(List<Evaluated> all) {
    double[] sums = new double[all.get(0).terms().length];
    for (Evaluated part : all) {
      for (int path = 0; path < sums.length; path++) {
        sums[path] += part.terms()[path];
      }
    }
    return sums;
  }

  private static double seconds(List<Evaluated> all) {
    return all.stream().mapToDouble(Evaluated::seconds).sum();
  }

  private static long reached(List<Evaluated> all) {
    return all.stream().mapToLong(Evaluated::reached).max().orElseThrow();
  }

  private static Metric number(MetricScope scope, MetricName name, double value, long n) {
    return scope.number(name, value, n, Evidence.EMPIRICAL);
  }
}
