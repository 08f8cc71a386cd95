package io.scorestream.trainer.cache;

import io.scorestream.events.codec.Floats;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.training.KeptSamples;
import io.scorestream.trainer.training.TrainingSet;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/** Sample logs for tests: row {@code i} of a log is {@code (i, -i)}. */
public final class SampleLogs {

  /** Two numbers a sample. */
  public static final SourceIdentity IDENTITY =
      new SourceIdentity("cluster", "t.samples.v1", "topic-id", 3, "here/it is", 2);

  private SampleLogs() {}

  /** The log in a directory. */
  public static SampleLog open(Path directory) {
    return new SampleCache(directory, Long.MAX_VALUE, DamagePolicy.FAIL).open(IDENTITY);
  }

  /** Appends records of these many samples each, offsets and sequences going on. */
  public static void append(SampleLog log, int... counts) {
    for (int count : counts) {
      long first = log.nextSequence();
      log.append(log.nextOffset(), first, 0, rows(first, count));
    }
  }

  /** Rows {@code first} to {@code first + count - 1}. */
  public static ByteBuffer rows(long first, int count) {
    float[] rows = new float[2 * count];
    for (int i = 0; i < count; i++) {
      rows[2 * i] = first + i;
      rows[2 * i + 1] = -(first + i);
    }
    return Floats.bytes(rows);
  }

  /**
   * The first m samples of a log, or those of them that are trained on, by one walk from its start.
   */
  public static TrainingSet first(int m, SampleLog log, HoldOut holdOut, LongPredicate trained) {
    KeptSamples samples = new KeptSamples(log, holdOut, trained);
    samples.reach(m, row -> {});
    return samples.first(m);
  }
}
