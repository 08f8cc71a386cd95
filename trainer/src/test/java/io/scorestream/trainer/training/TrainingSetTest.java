package io.scorestream.trainer.training;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SampleLogs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {

  private static final HoldOut NONE = new HoldOut(0, 1);
  private static final HoldOut SOME = new HoldOut(0.3, 1);

  @TempDir Path directory;
  private SampleLog log;

  @BeforeEach
  void open() {
    log = SampleLogs.open(directory);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void first_endsInTheMiddleOfARecord() {
    SampleLogs.append(log, 10, 10, 10);

    TrainingSet set = TrainingSet.first(14, log, NONE);

    assertThat(set.rows()).isEqualTo(IntStream.range(0, 14).toArray());
    assertThat(set.place()).containsExactly(new SampleOffset(3, 1L, 4));
    assertThat(set.heldOut()).isZero();
  }

  @Test
  void first_endsWithARecord_isNotInTheNext() {
    SampleLogs.append(log, 10, 10);
    assertThat(TrainingSet.first(10, log, NONE).place())
        .containsExactly(new SampleOffset(3, 0L, 10));
  }

  @Test
  void first_heldOutSamples_areNeverAmongThem() {
    SampleLogs.append(log, 64, 64, 64);
    String source = log.identity().source();

    TrainingSet set = TrainingSet.first(100, log, SOME);

    assertThat(set.rows()).hasSize(100).doesNotHaveDuplicates();
    assertThat(set.rows()).matches(rows -> stream(rows).noneMatch(i -> SOME.holdsOut(source, i)));
    int last = set.rows()[99];
    assertThat(last + 1).isEqualTo((int) SOME.samplesFor(source, 100));
    assertThat(set.heldOut()).isEqualTo(last + 1 - 100).isPositive();
    assertThat(set.place()).containsExactly(new SampleOffset(3, last / 64L, last % 64 + 1));
  }

  @Test
  void first_recordThatBeganWithSeenSamples_countsThemInItsPlaceOnly() {
    SampleLogs.append(log, 10);
    log.append(1, 10, 3, SampleLogs.rows(10, 7));

    TrainingSet set = TrainingSet.first(12, log, NONE);

    assertThat(set.rows()).endsWith(10, 11);
    assertThat(set.place()).containsExactly(new SampleOffset(3, 1L, 5));
  }

  @Test
  void first_recordPassedOver_isNotCounted() {
    SampleLogs.append(log, 4);
    log.passOver(1);
    SampleLogs.append(log, 4);
    assertThat(TrainingSet.first(5, log, NONE).place()).containsExactly(new SampleOffset(3, 2L, 1));
  }

  @Test
  void first_ofTwoParts_shareOutTheSamplesAndEndAtTheSamePlace() {
    SampleLogs.append(log, 10);
    log.append(1, 10, 3, SampleLogs.rows(10, 7));
    SampleLogs.append(log, 64, 64);
    TrainingSet all = TrainingSet.first(100, log, SOME);

    TrainingSet even = TrainingSet.first(100, log, SOME, sequence -> sequence % 2 == 0);
    TrainingSet odd = TrainingSet.first(100, log, SOME, sequence -> sequence % 2 == 1);

    assertThat(stream(all.rows()).filter(row -> row % 2 == 0).toArray()).isEqualTo(even.rows());
    assertThat(stream(all.rows()).filter(row -> row % 2 == 1).toArray()).isEqualTo(odd.rows());
    assertThat(even.size() + odd.size()).isEqualTo(100);
    for (TrainingSet part : List.of(even, odd)) {
      assertThat(part.milestone()).isEqualTo(100);
      assertThat(part.place()).isEqualTo(all.place());
      assertThat(part.heldOut()).isEqualTo(all.heldOut());
      assertThat(part.heldOutRows()).isEqualTo(all.heldOutRows());
    }
  }

  @Test
  void first_tooFew_isRefused() {
    SampleLogs.append(log, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingSet.first(5, log, NONE))
        .withMessageContaining("4 samples");
  }

  @Test
  void reach_whileTheLogGrows_goesOnWhereItStood() {
    KeptSamples samples = new KeptSamples(log, SOME);
    for (int i = 0; i < 20; i++) {
      assertThat(samples.reach(100, row -> {})).isFalse();
      SampleLogs.append(log, 5);
    }
    SampleLogs.append(log, 100);

    assertThat(samples.reach(100, row -> {})).isTrue();

    TrainingSet set = TrainingSet.first(100, log, SOME);
    assertThat(samples.place()).isEqualTo(set.place().get(0));
    assertThat(samples.heldOut()).isEqualTo(set.heldOut());
  }
}
