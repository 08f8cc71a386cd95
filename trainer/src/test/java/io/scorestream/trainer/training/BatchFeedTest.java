package io.scorestream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.GivenValues;
import io.scorestream.events.SourceColumn;
import io.scorestream.run.Run;
import io.scorestream.trainer.Specs;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SampleLogs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFeedTest {

  private static final int M = 64;
  private static final int ROWS = 32;
  private static final int BATCHES = 40;

  @TempDir Path directory;

  /** The second number is a condition; none of its values is 0 in the networks' units. */
  private static Run run(double dropping) {
    return new Run(
        Specs.small("r", "t")
            .setColumns(List.of(column("x"), column("c")))
            .setCondition(
                new ConditionSpec(
                    List.of("c"), dropping, List.of(new GivenValues(List.of(0.0), 1L))))
            .build());
  }

  private static SourceColumn column(String name) {
    return new SourceColumn(name, ColumnKind.CONTINUOUS, 0.0, 1.0, List.of());
  }

  @Test
  void next_hidesTheConditionOfAShareOfRows_andNothingElse() {
    float[] whole = batches(0, 7, BATCHES);
    float[] dropped = batches(0.25, 7, BATCHES);
    int hidden = 0;
    for (int i = 0; i < whole.length; i += 2) {
      assertThat(whole[i + 1]).isNotZero();
      assertThat(dropped[i]).isEqualTo(whole[i]);
      assertThat(dropped[i + 1]).isIn(0f, whole[i + 1]);
      hidden += dropped[i + 1] == 0 ? 1 : 0;
    }
    assertThat(hidden / (double) (BATCHES * ROWS)).isBetween(0.2, 0.3);
  }

  @Test
  void next_isTheSameHoweverManyAreAskedForAtOnce() {
    assertThat(batches(0.25, 7, 1)).isEqualTo(batches(0.25, 7, BATCHES));
    assertThat(batches(0.25, 8, 1)).isNotEqualTo(batches(0.25, 7, 1));
  }

  private float[] batches(double dropping, long seed, int atOnce) {
    Run run = run(dropping);
    try (SampleLog log = SampleLogs.open(directory.resolve(dropping + "-" + seed + "-" + atOnce))) {
      SampleLogs.append(log, 2 * M);
      TrainingSet set = SampleLogs.first(M, log, run.holdOut(), sequence -> true);
      BatchFeed feed = new BatchFeed(set, log.rows(2 * M), run, seed, ROWS);
      float[] all = new float[BATCHES * ROWS * 2];
      for (int batch = 0; batch < BATCHES; batch += atOnce) {
        feed.next(atOnce).get(all, batch * ROWS * 2, atOnce * ROWS * 2);
      }
      return all;
    }
  }
}
