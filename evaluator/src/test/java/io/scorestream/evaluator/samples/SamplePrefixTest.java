package io.scorestream.evaluator.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.evaluator.Fixtures;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Samples here are their own sequence numbers. */
class SamplePrefixTest {

  private final Run run = new Run(Fixtures.unknown("r", Standardiser.identity(1), 0.4));
  private final SamplePrefix prefix = new SamplePrefix(Subset.HELD_OUT, run, 1_000);

  @Test
  void before_givesExactlyTheHeldOutSamplesBeforeThePlace() {
    prefix.add(0, batch("source", 0, 50));
    prefix.add(1, batch("source", 50, 50));
    assertThat(prefix.before(place(1, 20)).numbers()).containsExactly(heldOut(0, 70));
    assertThat(prefix.before(place(0, 50)).numbers()).containsExactly(heldOut(0, 50));
    assertThat(heldOut(0, 50).length).isBetween(10, 30);
  }

  @Test
  void before_ofTheOtherPart_givesExactlyTheRest() {
    SamplePrefix training = new SamplePrefix(Subset.TRAINING, run, 1_000);
    prefix.add(0, batch("source", 0, 50));
    training.add(0, batch("source", 0, 50));
    float[] both = Arrays.copyOf(prefix.before(place(0, 50)).numbers(), 50);
    float[] trained = training.before(place(0, 50)).numbers();
    System.arraycopy(trained, 0, both, 50 - trained.length, trained.length);
    Arrays.sort(both);
    assertThat(both).containsExactly(samples(0, 50));
  }

  @Test
  void add_ofSamplesThatCameBefore_countsThemOnce() {
    prefix.add(0, batch("source", 0, 50));
    prefix.add(1, batch("source", 30, 40));
    assertThat(prefix.before(place(9, 0)).numbers()).containsExactly(heldOut(0, 70));
  }

  @Test
  void add_ofAnotherSource_isPassedOver() {
    prefix.add(0, batch("other", 0, 50));
    assertThat(prefix.before(place(9, 0)).numbers()).isEmpty();
    assertThat(prefix.nextOffset()).isEqualTo(1);
  }

  @Test
  void limit_keepsTheFirstSamplesAndCoversEveryPlace() {
    SamplePrefix few = new SamplePrefix(Subset.HELD_OUT, run, 5);
    few.add(0, batch("source", 0, 50));
    assertThat(few.before(place(0, 50)).numbers())
        .containsExactly(Arrays.copyOf(heldOut(0, 50), 5));
    assertThat(few.covers(place(1_000_000, 1))).isTrue();
  }

  @Test
  void covers_aPlace_onceItsRecordWasLookedAt() {
    assertThat(prefix.covers(place(0, 1))).isFalse();
    prefix.add(0, batch("source", 0, 10));
    assertThat(prefix.covers(place(0, 1))).isTrue();
    assertThat(prefix.covers(place(1, 1))).isFalse();
  }

  @Test
  void add_ofAnotherDimension_isRefusedAndPassedOver() {
    SampleBatch wrong = SampleBatches.batch("source", 0, Rows.zeros(2, 2));
    assertThatThrownBy(() -> prefix.add(3, wrong)).isInstanceOf(IllegalArgumentException.class);
    assertThat(prefix.nextOffset()).isEqualTo(4);
  }

  private static SampleOffset place(long offset, int samples) {
    return Fixtures.place(offset, samples).get(0);
  }

  private float[] heldOut(int from, int to) {
    float[] values = new float[to];
    int n = 0;
    for (int sequence = from; sequence < to; sequence++) {
      if (run.holdOut().holdsOut("source", sequence)) {
        values[n++] = sequence;
      }
    }
    return Arrays.copyOf(values, n);
  }

  private static SampleBatch batch(String source, int first, int count) {
    return SampleBatches.batch(source, first, Rows.of(samples(first, count), 1));
  }

  private static float[] samples(int first, int count) {
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = first + i;
    }
    return samples;
  }
}
