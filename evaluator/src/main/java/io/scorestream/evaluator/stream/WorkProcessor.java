package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
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
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From work to what comes of it, without ever waiting for an evaluation. Work is put into a store
 * and handed to the pool; what the pool hands back is forwarded, and the work deleted, in one
 * transaction. After a crash or on another process, what the store still has is begun again, and
 * comes to the same: nothing is lost and nothing is said twice.
 *
 * <p>Work whose run is not known yet waits in the store, as does a half's for the other half's.
 * Owned by a stream thread.
 */
public final class WorkProcessor implements Processor<String, Work, String, Outcome> {

  private static final String WORK = "work";
  private static final String HALVES = "waiting-halves";
  private static final String ANSWERS = "held-out-answers";

  private static final Duration COLLECT = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofMillis(500);

  /**
   * Pieces of a run that a task has begun at once: what is kept of earlier networks is in memory.
   */
  private static final int AT_ONCE = 16;

  private final Evaluation evaluation;
  private final Executor pool;
  private final Backlog backlog;
  private final MilestoneProgress progress;
  private final Consumer<Activity> activity;
  private ProcessorContext<String, Outcome> context;
  private WorkStore waiting;
  private WaitingHalves halves;
  private EarlierAnswers answers;
  private JobsInFlight inFlight;
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
    waiting = new WorkStore(context.getStateStore(WORK), backlog);
    halves = new WaitingHalves(context.getStateStore(HALVES));
    answers = new EarlierAnswers(context.getStateStore(ANSWERS));
    inFlight = new JobsInFlight(pool);
    runs = new RunStore(context);
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
    waiting.put(work);
    advance(work.run());
    collect();
  }

  @Override
  public void close() {
    inFlight.close();
    waiting.close();
  }

  /** Also the beginning, after a restart: what waits may have waited before. */
  private void retry() {
    runs.ended().forEach(this::forget);
    waiting.runs().forEach(this::advance);
    collect();
  }

  private void forget(RunState state) {
    inFlight.cancelEnded(state);
    waiting.forget(state);
    halves.forget(state);
    answers.forget(state);
  }

  /** Begins as much of a run's work as may be in flight at once. */
  private void advance(String id) {
    Set<String> lines = inFlight.lines(id);
    int room = AT_ONCE - lines.size();
    if (room <= 0) {
      return;
    }
    Optional<RunState> state = find(id);
    if (state.isEmpty()) {
      return;
    }
    List<Work> next = new ArrayList<>();
    waiting.read(
        state.get(),
        work -> {
          if (lines.add(work.line())) {
            next.add(work);
          }
          return next.size() < room;
        });
    next.forEach(work -> begin(state.get().run(), work));
  }

  /** Of a run that contradicts itself nothing is asked again: it may be that it is passed over. */
  private Optional<RunState> find(String id) {
    try {
      return runs.state(id).filter(state -> !state.deleted());
    } catch (ScorestreamException e) {
      waiting.forget(id);
      throw e;
    }
  }

  private void begin(Run run, Work work) {
    Optional<HeldOutAnswers> before =
        work instanceof TimestepWork timestep ? answers.before(timestep) : Optional.empty();
    inFlight.begin(work, () -> evaluation.evaluate(run, work, before));
  }

  private void collect() {
    Optional<EvaluationJob> done = inFlight.next();
    while (done.isPresent()) {
      finish(done.get());
      advance(done.get().work().run());
      done = inFlight.next();
    }
  }

  private void finish(EvaluationJob job) {
    Work work = job.work();
    Optional<Run> run = runs.find(work.run(), work.incarnation());
    if (run.isEmpty()) {
      return;
    }
    Optional<Findings> found = findings(job);
    waiting.delete(work);
    found.ifPresent(findings -> forward(run.get(), job, findings));
  }

  private void forward(Run run, EvaluationJob job, Findings findings) {
    Work work = job.work();
    Outcome outcome = outcome(run, job, findings);
    context.forward(new Record<>(work.run(), outcome, work.reached()));
    if (work instanceof TimestepWork timestep) {
      findings.answers().ifPresent(kept -> answers.keep(timestep, kept));
    }
    outcome.evaluated().ifPresent(part -> activity.accept(progress.next(part)));
  }

  /** Of work that is to blame itself no more is asked: it may be that it is passed over. */
  private Optional<Findings> findings(EvaluationJob job) {
    try {
      return job.findings();
    } catch (ScorestreamException e) {
      if (e.reason() == Reason.BAD_DATA) {
        waiting.delete(job.work());
      }
      throw e;
    }
  }

  private static Outcome outcome(Run run, EvaluationJob job, Findings findings) {
    if (job.work() instanceof DistanceWork distance) {
      int part = distance.comparison().number();
      return Outcome.of(
          distance.incarnation(),
          Aspect.GENERATIONS,
          findings.metrics(),
          Optional.of(part(job, findings, Aspect.GENERATIONS, part, Comparison.values().length)));
    }
    TimestepWork timestep = (TimestepWork) job.work();
    return Outcome.of(
        timestep.incarnation(),
        Aspect.NETWORKS,
        findings.metrics(),
        timestep.isWhole()
            ? Optional.of(
                part(job, findings, Aspect.NETWORKS, timestep.timestep(), run.grid().steps()))
            : Optional.empty());
  }

  private static Evaluated part(
      EvaluationJob job, Findings findings, Aspect aspect, int part, int parts) {
    Work work = job.work();
    return new Evaluated(
        work.run(),
        work.incarnation(),
        work.milestone(),
        aspect,
        part,
        parts,
        work.reached(),
        job.seconds(),
        findings.n(),
        findings.pathTerms());
  }
}
