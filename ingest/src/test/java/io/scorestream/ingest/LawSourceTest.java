package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LawSourceTest {

  @Test
  void read_inPartsOfAnySize_givesTheBitsOfOneReading() {
    Rows whole = new LawSource("mixture", 7).read(0, 1000);
    LawSource source = new LawSource("mixture", 7);
    int[] parts = {1, 255, 256, 257, 100, 131};

    List<Rows> read = new ArrayList<>();
    int sequence = 0;
    for (int part : parts) {
      read.add(source.read(sequence, part));
      sequence += part;
    }

    assertThat(sequence).isEqualTo(1000);
    assertThat(Rows.joined(2, read)).isEqualTo(whole);
  }

  @Test
  void read_backAndFarAhead_givesWhatItGaveBefore() {
    LawSource source = new LawSource("two-modes", 3);
    Rows far = source.read(1_000_000_000_000L, 5);
    source.read(0, 5);

    assertThat(source.read(1_000_000_000_000L, 5)).isEqualTo(far);
    assertThat(far.count()).isEqualTo(5);
    assertThat(far.dimension()).isEqualTo(8);
  }

  @Test
  void read_withAnotherSeed_givesOtherSamples() {
    assertThat(new LawSource("ring", 1).read(0, 10))
        .isNotEqualTo(new LawSource("ring", 2).read(0, 10));
  }

  @Test
  void read_acrossBlocks_repeatsNoSample() {
    float[] samples = new LawSource("mixture-1d", 1).read(0, 2048).numbers();

    long distinct = Arrays.stream(boxed(samples)).distinct().count();

    assertThat(distinct).isGreaterThan(2040);
  }

  @Test
  void size_isWithoutEnd() {
    assertThat(new LawSource("gaussian", 1).size()).isEmpty();
  }

  @Test
  void constructor_withUnknownName_isRefused() {
    assertThatThrownBy(() -> new LawSource("mixtur", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mixture");
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }
}
