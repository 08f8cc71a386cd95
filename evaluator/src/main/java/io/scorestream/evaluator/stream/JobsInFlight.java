package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.RunWork;
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
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What one task has in the pool's hands, at most one job of each line of a run. Owned by the task's
 * stream thread; workers only hand back.
 *
 * @param <W> what is to be done
 * @param <T> what comes of it
 */
final class JobsInFlight<W extends RunWork, T> implements AutoCloseable {

  private final Executor pool;
  private final Map<String, Map<String, PoolJob<W, T>>> byRun = new HashMap<>();
  private final Queue<PoolJob<W, T>> finished = new ConcurrentLinkedQueue<>();

  JobsInFlight(Executor pool) {
    this.pool = pool;
  }

  /** The lines of a run that have a job in flight; the caller's own. */
  Set<String> lines(String run) {
    return new HashSet<>(byRun.getOrDefault(run, Map.of()).keySet());
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return byRun.isEmpty();
  }

  /** Hands a job to the pool. */
  void begin(W work, Supplier<T> task) {
    PoolJob<W, T> job = new PoolJob<>(work, task, finished::add);
    byRun.computeIfAbsent(work.run(), run -> new HashMap<>()).put(work.line(), job);
    pool.execute(job);
  }

  /** Takes a job that is done, if there is any. */
  Optional<PoolJob<W, T>> next() {
    PoolJob<W, T> job = finished.poll();
    while (job != null && job.isCancelled()) {
      job = finished.poll();
    }
    if (job != null) {
      remove(job.work());
    }
    return Optional.ofNullable(job);
  }

  /** Lets go of the job of the work's line, incarnation and milestone, if there is one. */
  void cancel(W work) {
    cancel(
        work.run(),
        of ->
            of.line().equals(work.line())
                && of.incarnation() == work.incarnation()
                && of.milestone() == work.milestone());
  }

  /** Lets go of those of earlier incarnations of a run. */
  void cancelEnded(RunState state) {
    cancel(state.run().id(), work -> work.incarnation() < state.incarnation());
  }

  /** Lets go of all. */
  @Override
  public void close() {
    List.copyOf(byRun.keySet()).forEach(run -> cancel(run, work -> true));
  }

  private void cancel(String run, Predicate<W> which) {
    List<PoolJob<W, T>> cancelled =
        byRun.getOrDefault(run, Map.of()).values().stream()
            .filter(job -> which.test(job.work()))
            .toList();
    cancelled.forEach(PoolJob::cancel);
    cancelled.forEach(job -> remove(job.work()));
  }

  private void remove(W work) {
    byRun.computeIfPresent(
        work.run(),
        (run, jobs) -> {
          jobs.remove(work.line());
          return jobs.isEmpty() ? null : jobs;
        });
  }
}
