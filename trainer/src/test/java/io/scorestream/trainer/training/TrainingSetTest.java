package io.scorestream.trainer.training;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.Hashes;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SampleLogs;
import java.nio.file.Path;
import java.util.Arrays;
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

    TrainingSet set = SampleLogs.first(14, log, NONE, sequence -> true);

    assertThat(set.rows()).isEqualTo(IntStream.range(0, 14).toArray());
    assertThat(set.place()).containsExactly(new SampleOffset(3, 1L, 4));
    assertThat(set.heldOut()).isZero();
  }

  /** However often it was asked for before. */
  @Test
  void hash_isOfAllSamplesBeforeThePlace_heldOutOnesToo() {
    SampleLogs.append(log, 64, 64);
    KeptSamples samples = new KeptSamples(log, SOME, sequence -> sequence % 2 == 0);
    for (int m : new int[] {1, 20, 80}) {
      samples.reach(m, row -> {});
      TrainingSet set = samples.first(m);
      assertThat(set.hash())
          .isEqualTo(Hashes.of(SampleLogs.rows(0, m + Math.toIntExact(set.heldOut()))));
    }
    assertThat(samples.first(20).hash())
        .isEqualTo(SampleLogs.first(20, log, SOME, sequence -> true).hash());
  }

  @Test
  void first_endsWithARecord_isNotInTheNext() {
    SampleLogs.append(log, 10, 10);
    assertThat(SampleLogs.first(10, log, NONE, sequence -> true).place())
        .containsExactly(new SampleOffset(3, 0L, 10));
  }

  @Test
  void first_heldOutSamples_areNeverAmongThem() {
    SampleLogs.append(log, 64, 64, 64);
    String source = log.identity().source();

    TrainingSet set = SampleLogs.first(100, log, SOME, sequence -> true);

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

    TrainingSet set = SampleLogs.first(12, log, NONE, sequence -> true);

    assertThat(set.rows()).endsWith(10, 11);
    assertThat(set.place()).containsExactly(new SampleOffset(3, 1L, 5));
  }

  @Test
  void first_recordPassedOver_isNotCounted() {
    SampleLogs.append(log, 4);
    log.passOver(1);
    SampleLogs.append(log, 4);
    assertThat(SampleLogs.first(5, log, NONE, sequence -> true).place())
        .containsExactly(new SampleOffset(3, 2L, 1));
  }

  @Test
  void first_ofTwoParts_shareOutTheSamplesAndEndAtTheSamePlace() {
    SampleLogs.append(log, 10);
    log.append(1, 10, 3, SampleLogs.rows(10, 7));
    SampleLogs.append(log, 64, 64);
    TrainingSet all = SampleLogs.first(100, log, SOME, sequence -> true);

    TrainingSet even = SampleLogs.first(100, log, SOME, sequence -> sequence % 2 == 0);
    TrainingSet odd = SampleLogs.first(100, log, SOME, sequence -> sequence % 2 == 1);

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
        .isThrownBy(() -> SampleLogs.first(5, log, NONE, sequence -> true))
        .withMessageContaining("4 samples");
  }

  @Test
  void reach_whileTheLogGrows_goesOnWhereItStood() {
    KeptSamples samples = new KeptSamples(log, SOME, sequence -> true);
    for (int i = 0; i < 20; i++) {
      assertThat(samples.reach(100, row -> {})).isFalse();
      SampleLogs.append(log, 5);
    }
    SampleLogs.append(log, 100);

    assertThat(samples.reach(100, row -> {})).isTrue();

    TrainingSet set = SampleLogs.first(100, log, SOME, sequence -> true);
    assertThat(samples.place()).isEqualTo(set.place().get(0));
    assertThat(samples.heldOut()).isEqualTo(set.heldOut());
  }

  /** As where a milestone was asked for after its samples had come. */
  @Test
  void first_behindWhereTheWalkStands_isThatOfAWalkThatEndsThere() {
    SampleLogs.append(log, 64, 64, 64);
    KeptSamples samples = new KeptSamples(log, SOME, sequence -> sequence % 3 != 0);
    samples.reach(100, row -> {});

    TrainingSet behind = samples.first(40);
    TrainingSet there = SampleLogs.first(40, log, SOME, sequence -> sequence % 3 != 0);

    assertThat(behind.rows()).isEqualTo(there.rows()).isNotEmpty();
    assertThat(behind.place()).isEqualTo(there.place());
    assertThat(behind.heldOut()).isEqualTo(there.heldOut()).isPositive();
    assertThat(behind.heldOutRows()).isEqualTo(there.heldOutRows());
    assertThat(samples.count()).isEqualTo(100);
  }

  /** As where a milestone is asked for while the samples of the next are awaited. */
  @Test
  void first_whereOnlyHeldOutSamplesAndEmptyRecordsFollow_endsAtItsLastSample() {
    String source = log.identity().source();
    int last = 40;
    while (SOME.holdsOut(source, last) || !SOME.holdsOut(source, last + 1)) {
      last++;
    }
    int m = (int) SOME.keptOf(source, last + 1);
    SampleLogs.append(log, last + 1, 1);
    log.passOver(2);
    KeptSamples samples = new KeptSamples(log, SOME, sequence -> true);
    assertThat(samples.reach(m + 1, row -> {})).isFalse();

    TrainingSet set = samples.first(m);
    TrainingSet there = SampleLogs.first(m, log, SOME, sequence -> true);

    assertThat(set.place())
        .isEqualTo(there.place())
        .containsExactly(new SampleOffset(3, 0L, last + 1));
    assertThat(set.heldOut()).isEqualTo(there.heldOut()).isEqualTo(last + 1 - m);
    assertThat(set.heldOutRows()).isEqualTo(there.heldOutRows());
  }

  @Test
  void heldOutRows_areTheNewestInTheirOrder() {
    SampleLogs.append(log, 5_000);
    String source = log.identity().source();

    TrainingSet set = SampleLogs.first(3_000, log, SOME, sequence -> true);

    int last = set.rows()[2_999];
    int[] all = IntStream.range(0, last).filter(row -> SOME.holdsOut(source, row)).toArray();
    assertThat(set.heldOut()).isEqualTo(all.length).isGreaterThan(1_024);
    assertThat(set.heldOutRows())
        .isEqualTo(Arrays.copyOfRange(all, all.length - 1_024, all.length));
  }
}
