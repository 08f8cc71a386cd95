package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.work.Work;
import io.scorestream.run.RunState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What one task has in the pool's hands, at most one job of each line of a run. Owned by the task's
 * stream thread; workers only hand back.
 */
final class JobsInFlight implements AutoCloseable {

  private final Executor pool;
  private final Map<String, Map<String, EvaluationJob>> byRun = new HashMap<>();
  private final Queue<EvaluationJob> finished = new ConcurrentLinkedQueue<>();

  JobsInFlight(Executor pool) {
    this.pool = pool;
  }

  /** The lines of a run that have a job in flight; the caller's own. */
  Set<String> lines(String run) {
    return new HashSet<>(byRun.getOrDefault(run, Map.of()).keySet());
  }

  /** Hands a job to the pool. */
  void begin(Work work, Supplier<Optional<Findings>> evaluation) {
    EvaluationJob job = new EvaluationJob(work, evaluation, finished::add);
    byRun.computeIfAbsent(work.run(), run -> new HashMap<>()).put(work.line(), job);
    pool.execute(job);
  }

  /** Takes a job that is done, if there is any. */
  Optional<EvaluationJob> next() {
    EvaluationJob job = finished.poll();
    while (job != null && job.isCancelled()) {
      job = finished.poll();
    }
    if (job != null) {
      remove(job.work());
    }
    return Optional.ofNullable(job);
  }

  /** Lets go of those of earlier incarnations of a run. */
  void cancelEnded(RunState state) {
    List.copyOf(byRun.getOrDefault(state.run().id(), Map.of()).values()).stream()
        .filter(job -> job.work().incarnation() < state.incarnation())
        .forEach(this::cancel);
  }

  /** Lets go of all. */
  @Override
  public void close() {
    byRun.values().forEach(jobs -> jobs.values().forEach(EvaluationJob::cancel));
    byRun.clear();
  }

  private void cancel(EvaluationJob job) {
    job.cancel();
    remove(job.work());
  }

  private void remove(Work work) {
    byRun.computeIfPresent(
        work.run(),
        (run, jobs) -> {
          jobs.remove(work.line());
          return jobs.isEmpty() ? null : jobs;
        });
  }
}
