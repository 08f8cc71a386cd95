package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.RunWork;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.ScorestreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task has to do, without ever waiting for it. Work is put into a store and handed to the
 * pool; it leaves the store in the transaction that has what came of it. After a crash or on
 * another process, what the store still has is begun again, and comes to the same: nothing is lost
 * and nothing is said twice. Work whose run is not known yet waits in the store. Owned by a stream
 * thread.
 *
 * @param <W> what is to be done
 * @param <T> what comes of it
 */
public final class PooledWork<W extends RunWork, T> implements AutoCloseable {

  /** Pieces of a run that a task has begun at once: what they are done with is in memory. */
  private static final int AT_ONCE = 16;

  private final WorkStore<W> waiting;
  private final JobsInFlight<W, T> inFlight;
  private final RunStore runs;
  private final BiFunction<Run, W, Supplier<T>> preparation;

  /**
   * Begins nothing yet.
   *
   * @param pool shared by all tasks; what it is given can be compared, and the least is to be first
   * @param backlog told of what is to be done
   * @param preparation called by the stream thread when work is begun; what it gives is called from
   *     the pool
   */
  public PooledWork(
      KeyValueStore<String, W> store,
      Backlog backlog,
      Executor pool,
      RunStore runs,
      BiFunction<Run, W, Supplier<T>> preparation) {
    this.waiting = new WorkStore<>(store, backlog);
    this.inFlight = new JobsInFlight<>(pool);
    this.runs = runs;
    this.preparation = preparation;
  }

  /** Adds work; what is there already of its line and milestone is begun anew. */
  public void add(W work) {
    inFlight.cancel(work);
    waiting.put(work);
    advance(work.run());
  }

  /** Begins what may begin by now; after a restart, also what the store had before. */
  public void advance() {
    waiting.runs().forEach(this::advance);
  }

  /**
   * Takes what is done.
   *
   * @param done told of it, unless its run is no more
   * @return whether something was done with which nothing is in the pool's hands any more: others
   *     wait for just that
   */
  public boolean collect(Consumer<Done<W, T>> done) {
    Optional<PoolJob<W, T>> next = inFlight.next();
    boolean some = next.isPresent();
    while (next.isPresent()) {
      PoolJob<W, T> job = next.get();
      runs.find(job.work().run(), job.work().incarnation())
          .ifPresent(run -> done.accept(finished(run, job)));
      advance(job.work().run());
      next = inFlight.next();
    }
    return some && inFlight.isEmpty();
  }

  /**
   * What was done.
   *
   * @param seconds that it took
   */
  public record Done<W extends RunWork, T>(Run run, W work, T result, double seconds) {}

  /**
   * Deleted first: of work that is to blame itself no more is asked where that is passed over; any
   * other failure ends the transaction, and the work stays.
   */
  private Done<W, T> finished(Run run, PoolJob<W, T> job) {
    waiting.delete(job.work());
    return new Done<>(run, job.work(), job.result(), job.seconds());
  }

  /** Drops what is of earlier incarnations of a run. */
  public void forget(RunState state) {
    inFlight.cancelEnded(state);
    waiting.forget(state);
  }

  /** Lets go of what the pool has, which the store has still. */
  @Override
  public void close() {
    inFlight.close();
    waiting.close();
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
    List<W> next = new ArrayList<>();
    waiting.read(
        state.get(),
        work -> {
          if (lines.add(work.line())) {
            next.add(work);
          }
          return next.size() < room;
        });
    Run run = state.get().run();
    next.forEach(work -> inFlight.begin(work, preparation.apply(run, work)));
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
}
