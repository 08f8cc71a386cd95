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
 * What one task has in the pool's hands, at most one piece of each line of a run. Owned by the
 * task's stream thread; workers only hand back.
 */
final class PiecesUnderway implements AutoCloseable {

  private final Executor pool;
  private final Map<String, Map<String, Piece>> byRun = new HashMap<>();
  private final Queue<Piece> finished = new ConcurrentLinkedQueue<>();

  PiecesUnderway(Executor pool) {
    this.pool = pool;
  }

  /** The lines of a run that have a piece underway; the caller's own. */
  Set<String> lines(String run) {
    return new HashSet<>(byRun.getOrDefault(run, Map.of()).keySet());
  }

  /** Hands a piece to the pool. */
  void begin(Work work, Supplier<Optional<Findings>> evaluation) {
    Piece piece = new Piece(work, evaluation, finished::add);
    byRun.computeIfAbsent(work.run(), run -> new HashMap<>()).put(work.line(), piece);
    pool.execute(piece);
  }

  /** Takes a piece that is done, if there is any. */
  Optional<Piece> next() {
    Piece piece = finished.poll();
    while (piece != null && piece.isDropped()) {
      piece = finished.poll();
    }
    if (piece != null) {
      remove(piece.work());
    }
    return Optional.ofNullable(piece);
  }

  /** Lets go of those of earlier incarnations of a run. */
  void dropEnded(RunState state) {
    List.copyOf(byRun.getOrDefault(state.run().id(), Map.of()).values()).stream()
        .filter(piece -> piece.work().incarnation() < state.incarnation())
        .forEach(this::drop);
  }

  /** Lets go of all. */
  @Override
  public void close() {
    byRun.values().forEach(pieces -> pieces.values().forEach(Piece::drop));
    byRun.clear();
  }

  private void drop(Piece piece) {
    piece.drop();
    remove(piece.work());
  }

  private void remove(Work work) {
    byRun.computeIfPresent(
        work.run(),
        (run, pieces) -> {
          pieces.remove(work.line());
          return pieces.isEmpty() ? null : pieces;
        });
  }
}
