package io.scorestream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.SampleBatch;
import io.scorestream.rows.Rows;
import org.junit.jupiter.api.Test;

class SampleBatchesTest {

  @Test
  void samples_comeBackBitForBit() {
    Rows samples = Rows.of(new float[] {1.5f, -0f, Float.MIN_VALUE, 3e30f}, 2);
    SampleBatch batch = SampleBatches.batch("s", 10, samples);
    assertThat(batch.getCount()).isEqualTo(2);
    assertThat(SampleBatches.samples(batch, 2)).isEqualTo(samples);
    assertThat(SampleBatches.samples(batch, 2)).as("reading twice").isEqualTo(samples);
  }

  @Test
  void batchOfNoSamples_isNotMade() {
    assertThatThrownBy(() -> SampleBatches.batch("s", 7, Rows.zeros(0, 2)))
        .hasMessageContaining("a batch of source s from 7 on would hold no sample");
  }

  @Test
  void notANumber_isNamedBySequenceAndPlace() {
    SampleBatch batch = SampleBatches.batch("s", 10, Rows.of(new float[] {1, 2, 3, Float.NaN}, 2));
    assertThatThrownBy(() -> SampleBatches.samples(batch, 2))
        .hasMessageContaining("sample 11 of source s")
        .hasMessageContaining("NaN as its number 2");
  }

  @Test
  void otherDimension_isRefused() {
    SampleBatch batch = SampleBatches.batch("s", 0, Rows.zeros(1, 3));
    assertThatThrownBy(() -> SampleBatches.samples(batch, 2))
        .hasMessageContaining("3 numbers each, but the run's have 2");
  }

  @Test
  void countThatContradictsBytes_isRefused() {
    SampleBatch batch = SampleBatches.batch("s", 0, Rows.zeros(2, 2));
    SampleBatch wrong = SampleBatch.newBuilder(batch).setCount(3).build();
    assertThatThrownBy(() -> SampleBatches.samples(wrong, 2))
        .hasMessageContaining("3 samples of 2 numbers, but holds 16 bytes");
  }
}
