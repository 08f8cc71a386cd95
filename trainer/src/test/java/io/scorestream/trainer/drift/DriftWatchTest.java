package io.scorestream.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.DriftState;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.trainer.Specs;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SampleLogs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftWatchTest {

  private static final int M = 1_000;
  private static final int ALL = 9_000;
  private static final Shard SHARD =
      new Run(
              Specs.small("r", "t")
                  .setMilestones(new MilestoneSpec((long) M, 9.0, null))
                  .setHoldOut(new HoldOutSpec(0.0, 1L))
                  .build())
          .shards()
          .get(0);

  @TempDir Path directory;
  private NetworkTrainer bank;

  @BeforeEach
  void open() {
    bank = NetworkTrainer.open(SHARD.bank(), DevicePreference.CPU);
    bank.initialise(3);
  }

  @AfterEach
  void close() {
    bank.close();
  }

  /** Normal samples, with another spread from one of them on. */
  private SampleLog log(int changesAt) {
    RandomGenerator rng = Seeds.generator(9);
    float[] samples = new float[2 * ALL];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) ((i / 2 < changesAt ? 1 : 1.5) * rng.nextGaussian());
    }
    SampleLog log = SampleLogs.open(directory.resolve("log" + changesAt));
    log.append(0, 0, 0, Floats.bytes(samples));
    return log;
  }

  private static void arrive(DriftWatch watch, int from, int to) {
    for (int sample = from; sample < to; sample++) {
      watch.take(sample, sample);
    }
  }

  private DriftState scored(int changesAt) {
    try (SampleLog log = log(changesAt)) {
      DriftWatch watch = DriftWatch.resume(SHARD, M, Optional.empty());
      arrive(watch, 0, ALL);
      watch.score(bank, log.rows(ALL));
      return watch.state(1);
    }
  }

  @Test
  void steadyStream_isNoAlarm() {
    DriftState state = scored(ALL);
    assertThat(state.getAlarms()).isZero();
    assertThat(state.getLastAlarm()).isNull();
    assertThat(state.getScored()).isEqualTo(62L * BlockPlan.SIZE);
    assertThat(state.getLossMeans()).allMatch(loss -> loss > 0 && loss < 2);
  }

  @Test
  void streamThatChanges_isFoundSoonAfter() {
    DriftState state = scored(5_000);
    assertThat(state.getAlarms()).isEqualTo(1);
    assertThat(state.getLastAlarm()).isBetween(5_000L, 5_000L + 10 * BlockPlan.SIZE);
  }

  /** Nothing that arrives is like what was held out before the milestone. */
  @Test
  void streamThatChangesRightAtAMilestone_isFoundByWhatWasHeldOutBefore() {
    try (SampleLog log = log(M)) {
      int[] heldOut = new int[M];
      Arrays.setAll(heldOut, row -> row);
      DriftWatch watch = DriftWatch.idle(SHARD).next(M, bank, heldOut, log.rows(ALL));
      assertThat(watch.state(1).getBlocks()).isEqualTo(M / BlockPlan.SIZE);
      arrive(watch, 0, 4_000);
      watch.score(bank, log.rows(ALL));
      assertThat(watch.state(1).getAlarms()).isEqualTo(1);
    }
  }

  @Test
  void putDownAndTakenUpAgain_findsTheSame() {
    DriftState undisturbed = scored(5_000);
    try (SampleLog log = log(5_000)) {
      DriftWatch watch = DriftWatch.resume(SHARD, M, Optional.empty());
      for (int to = 0; to <= ALL; to += 700) {
        watch = DriftWatch.resume(SHARD, M, Optional.of(watch.state(1)));
        arrive(watch, 0, to);
        watch.score(bank, log.rows(ALL));
      }
      arrive(watch, 0, ALL);
      watch.score(bank, log.rows(ALL));
      assertThat(watch.state(1)).isEqualTo(undisturbed);
    }
  }

  @Test
  void metrics_areALossPerTimestepWithAnInterval_andWhatTheShardFound() {
    try (SampleLog log = log(ALL)) {
      DriftWatch watch = DriftWatch.resume(SHARD, M, Optional.empty());
      assertThat(watch.metrics(9_000)).isEmpty();
      arrive(watch, 0, ALL);
      assertThat(watch.rowsNeeded()).isLessThanOrEqualTo(ALL);
      watch.score(bank, log.rows(watch.rowsNeeded()));
      List<Metric> metrics = watch.metrics(9_000);
      assertThat(metrics).hasSize(SHARD.size() + 2).allMatch(it -> it.getMilestone() == 9_000);
      assertThat(metrics)
          .filteredOn(it -> it.getShard() != null)
          .extracting(Metric::getMetric)
          .containsExactly("drift_statistic", "drift_alarms");
      assertThat(metrics)
          .filteredOn(it -> it.getMetric().equals("prequential_loss"))
          .hasSize(SHARD.size())
          .allSatisfy(it -> assertThat(it.getLow()).isLessThan(it.getValue()))
          .allSatisfy(it -> assertThat(it.getHigh()).isGreaterThan(it.getValue()));
    }
  }
}
