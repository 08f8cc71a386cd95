package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.stream.PooledWork.Done;
import io.scorestream.evaluator.work.Aspect;
import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.Evaluated;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.evaluator.work.Outcome;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.evaluator.work.WorkSerdes;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.activity.Activity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From work to what comes of it, by the pool. A half's work waits for the other half's. Owned by a
 * stream thread.
 */
public final class WorkProcessor implements Processor<String, Work, String, Outcome> {

  private static final String WORK = "work";
  private static final String HALVES = "waiting-halves";
  private static final String ANSWERS = "held-out-answers";

  private static final Duration COLLECT = Duration.ofMillis(25);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Evaluation evaluation;
  private final Executor pool;
  private final Backlog backlog;
  private final MilestoneProgress progress;
  private final Consumer<Activity> activity;
  private ProcessorContext<String, Outcome> context;
  private WaitingHalves halves;
  private EarlierAnswers answers;
  private PooledWork<Work, Optional<Findings>> pooled;
  private RunStore runs;

  private WorkProcessor(
      Evaluation evaluation,
      Executor pool,
      Backlog backlog,
      MilestoneProgress progress,
      Consumer<Activity> activity) {
    this.evaluation = evaluation;
    this.pool = pool;
    this.backlog = backlog;
    this.progress = progress;
    this.activity = activity;
  }

  /**
   * Makes a processor for each task.
   *
   * @param evaluation called from the pool
   * @param pool shared by all tasks; what it is given can be compared, and the least is to be first
   * @param backlog told of what the tasks have to do
   * @param activity told of each part of a milestone that is done, from stream threads
   */
  public static ProcessorSupplier<String, Work, String, Outcome> supplier(
      Evaluation evaluation, Executor pool, Backlog backlog, Consumer<Activity> activity) {
    MilestoneProgress progress = new MilestoneProgress();
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Work, String, Outcome> get() {
        return new WorkProcessor(evaluation, pool, backlog, progress, activity);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            StoreRanges.persistent(WORK, WorkSerdes.work()),
            StoreRanges.persistent(HALVES, WorkSerdes.timesteps()),
            StoreRanges.persistent(ANSWERS, NumberSerdes.answers()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Outcome> processorContext) {
    context = processorContext;
    halves = new WaitingHalves(context.getStateStore(HALVES));
    answers = new EarlierAnswers(context.getStateStore(ANSWERS));
    runs = new RunStore(context);
    pooled = new PooledWork<>(context.getStateStore(WORK), backlog, pool, runs, this::prepare);
    context.schedule(COLLECT, PunctuationType.WALL_CLOCK_TIME, now -> collect());
    context.schedule(RETRY, PunctuationType.WALL_CLOCK_TIME, now -> retry());
  }

  @Override
  public void process(Record<String, Work> record) {
    Work work = record.value();
    if (runs.isOver(work.run(), work.incarnation())) {
      return;
    }
    if (work instanceof TimestepWork half && !half.isWhole()) {
      Optional<TimestepWork> other = halves.partner(half);
      if (other.isEmpty()) {
        return;
      }
      work = half.with(other.get());
    }
    pooled.add(work);
    collect();
  }

  @Override
  public void close() {
    pooled.close();
  }

  /** Also the beginning, after a restart: what waits may have waited before. */
  private void retry() {
    runs.ended().forEach(this::forget);
    pooled.advance();
    collect();
  }

  private void forget(RunState state) {
    pooled.forget(state);
    halves.forget(state);
    answers.forget(state);
  }

  private Supplier<Optional<Findings>> prepare(Run run, Work work) {
    Optional<HeldOutAnswers> before =
        work instanceof TimestepWork timestep ? answers.before(timestep) : Optional.empty();
    return () -> evaluation.evaluate(run, work, before);
  }

  private void collect() {
    if (pooled.collect(done -> done.result().ifPresent(findings -> forward(done, findings)))) {
      context.commit();
    }
  }

  private void forward(Done<Work, Optional<Findings>> done, Findings findings) {
    Work work = done.work();
    Outcome outcome = outcome(done, findings);
    context.forward(new Record<>(work.run(), outcome, work.reached()));
    if (work instanceof TimestepWork timestep) {
      findings.answers().ifPresent(kept -> answers.keep(timestep, kept));
    }
    outcome.evaluated().ifPresent(part -> activity.accept(progress.next(part)));
  }

  private static Outcome outcome(Done<Work, Optional<Findings>> done, Findings findings) {
    if (done.work() instanceof DistanceWork distance) {
      int part = distance.comparison().number();
      return Outcome.of(
          distance.incarnation(),
          Aspect.GENERATIONS,
          findings.metrics(),
          Optional.of(part(done, findings, Aspect.GENERATIONS, part, Comparison.values().length)));
    }
    TimestepWork timestep = (TimestepWork) done.work();
    return Outcome.of(
        timestep.incarnation(),
        Aspect.NETWORKS,
        findings.metrics(),
        timestep.isWhole()
            ? Optional.of(
                part(
                    done,
                    findings,
                    Aspect.NETWORKS,
                    timestep.timestep(),
                    done.run().grid().steps()))
            : Optional.empty());
  }

  private static Evaluated part(
      Done<Work, Optional<Findings>> done, Findings findings, Aspect aspect, int part, int parts) {
    Work work = done.work();
    return new Evaluated(
        work.run(),
        work.incarnation(),
        work.milestone(),
        aspect,
        part,
        parts,
        work.reached(),
        done.seconds(),
        findings.n(),
        findings.pathTerms());
  }
}
