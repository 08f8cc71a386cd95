package io.scorestream.ingest.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose cells have one character between them. As long as no cell is quoted, blocks of lines
 * are cut and their numbers read ahead, by the common pool and by the owner where it would wait;
 * each is a function of its own lines alone, and they are given in their order. From the first
 * block on that has a quote, FastCSV reads. Owned by one thread, with a few blocks in memory.
 */
final class SeparatedRows implements RowReader {

  private static final int AHEAD = 4;

  private final BufferedReader text;
  private final char separator;
  private final char comment;
  private final CellNumbers numbers;
  private final PlainBlocks blocks;
  private final Queue<FutureTask<RowBlock>> ahead = new ArrayDeque<>();
  private Iterator<Row> block = Collections.emptyIterator();
  private long comments;
  private boolean drained;
  private @Nullable IOException failure;
  private @Nullable QuotedReader quoted;

  SeparatedRows(
      BufferedReader text, long lines, char separator, char comment, CellNumbers numbers) {
    this.text = text;
    this.separator = separator;
    this.comment = comment;
    this.numbers = numbers;
    this.blocks = new PlainBlocks(text, lines);
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (!block.hasNext()) {
      readAhead();
      FutureTask<RowBlock> first = ahead.peek();
      if (first == null) {
        return rest().next();
      }
      RowBlock read = read(first);
      ahead.remove();
      comments += read.comments();
      block = read.rows().iterator();
    }
    return block.next();
  }

  private void readAhead() {
    while (!drained && ahead.size() < AHEAD) {
      try {
        long line = blocks.lines() + 1;
        char[] next = blocks.next();
        if (next == null) {
          drained = true;
        } else {
          FutureTask<RowBlock> task =
              new FutureTask<>(() -> RowBlock.of(next, line, separator, comment, numbers));
          ahead.add(task);
          ForkJoinPool.commonPool().execute(task);
        }
      } catch (IOException e) {
        failure = e;
        drained = true;
      }
    }
  }

  /** Reads what the pool has not begun, rather than wait for what it has. */
  private RowBlock read(FutureTask<RowBlock> first) {
    for (FutureTask<RowBlock> each : ahead) {
      if (!first.isDone()) {
        each.run();
      }
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return first.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("rows could not be cut", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private QuotedReader rest() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (quoted == null) {
      quoted = new QuotedReader(blocks.rest(), blocks.lines(), separator, comment, numbers);
    }
    return quoted;
  }

  @Override
  public long comments() {
    return comments + (quoted == null ? 0 : quoted.comments());
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
