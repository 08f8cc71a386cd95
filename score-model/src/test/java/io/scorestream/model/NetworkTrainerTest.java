package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetworkTrainerTest {
  private static final int D = 3;
  private static final NetworkShape NETWORK = new DenseShape(D, List.of(16, 8), Activation.SILU);

  @Test
  void trainStep_sameSeed_repeatsBitForBit() {
    try (NetworkTrainer one = Banks.open(NETWORK, 1, 2, 3);
        NetworkTrainer other = Banks.open(NETWORK, 1, 2, 3)) {
      one.initialise(4);
      other.initialise(4);

      assertThat(train(one, 9, 30)).isEqualTo(train(other, 9, 30));
      assertThat(one.state()).isEqualTo(other.state());
    }
  }

  @Test
  void trainStep_otherSeed_seesOtherNoise() {
    try (NetworkTrainer bank = Banks.open(NETWORK, 1)) {
      bank.initialise(4);
      float first = train(bank, 9, 1)[0];
      bank.initialise(4);
      assertThat(train(bank, 10, 1)[0]).isNotEqualTo(first);
    }
  }

  @Test
  void trainStep_nextStep_seesFreshNoise() {
    try (NetworkTrainer bank = Banks.open(NETWORK, 1)) {
      bank.initialise(4);
      FloatBuffer batch = Banks.normals(1, 8, D);
      float first = bank.trainStep(batch, 9, 0)[0];

      assertThat(bank.trainStep(batch, 9, 0)[0]).isNotEqualTo(first);
      assertThat(batch.remaining()).isEqualTo(8 * D);
    }
  }

  @Test
  void restore_inAnotherBank_goesOnInTheSameBits() {
    try (NetworkTrainer bank = Banks.open(NETWORK, 2, 5);
        NetworkTrainer restarted = Banks.open(NETWORK, 2, 5)) {
      bank.initialise(4);
      train(bank, 9, 17);
      restarted.restore(bank.state());

      assertThat(restarted.step()).isEqualTo(17);
      assertThat(restarted.state()).isEqualTo(bank.state());
      assertThat(train(restarted, 9, 17)).isEqualTo(train(bank, 9, 17));
      assertThat(restarted.state()).isEqualTo(bank.state());
    }
  }

  @Test
  void state_ofShards_isThatOfTheWholeGrid() {
    try (NetworkTrainer whole = Banks.open(NETWORK, 1, 2, 3, 4);
        NetworkTrainer front = Banks.open(NETWORK, 1, 2);
        NetworkTrainer rest = Banks.open(NETWORK, 3, 4)) {
      assertShardsEqualWhole(whole, List.of(front, rest));
    }
  }

  @Test
  void state_ofShardsWithGaps_isThatOfTheWholeGrid() {
    try (NetworkTrainer whole = Banks.open(NETWORK, 1, 2, 3, 4);
        NetworkTrainer ends = Banks.open(NETWORK, 1, 4);
        NetworkTrainer middle = Banks.open(NETWORK, 2, 3)) {
      whole.initialise(4);
      ends.initialise(4);
      middle.initialise(4);
      train(whole, 9, 5);
      train(ends, 9, 5);
      train(middle, 9, 5);

      List<NetworkState> states = whole.state();
      assertThat(ends.state()).containsExactly(states.get(0), states.get(3));
      assertThat(middle.state()).containsExactly(states.get(1), states.get(2));
    }
  }

  @Test
  void state_ofABand_isThatOfAnyBankThatHasItWhole() {
    NetworkShape told = new DenseShape(D, List.of(16, 8), Activation.SILU, true);
    try (NetworkTrainer whole =
            Banks.open(told, Banks.bands(new int[][] {{1, 2}, {3, 4, 5}, {6, 7}}));
        NetworkTrainer ends = Banks.open(told, Banks.bands(new int[][] {{1, 2}, {6, 7}}));
        NetworkTrainer middle = Banks.open(told, Banks.bands(new int[][] {{3, 4, 5}}))) {
      List<NetworkTrainer> banks = List.of(whole, ends, middle);
      banks.forEach(bank -> bank.initialise(4));
      banks.forEach(bank -> train(bank, 9, 5));
      float[] losses = whole.trainStep(Banks.normals(1, 13, D), 9, 1e-2f);
      float[] own = middle.trainStep(Banks.normals(1, 13, D), 9, 1e-2f);
      ends.trainStep(Banks.normals(1, 13, D), 9, 1e-2f);

      List<NetworkState> states = whole.state();
      assertThat(states).hasSize(3).doesNotHaveDuplicates();
      assertThat(ends.state()).containsExactly(states.get(0), states.get(2));
      assertThat(middle.state()).containsExactly(states.get(1));
      assertThat(losses).hasSize(7);
      assertThat(own).containsExactly(losses[2], losses[3], losses[4]);
    }
  }

  @Test
  void restore_ofBands_goesOnInTheSameBits() {
    NetworkShape told = new DenseShape(D, List.of(16, 8), Activation.SILU, true);
    try (NetworkTrainer bank = Banks.open(told, Banks.bands(new int[][] {{1, 2}, {3, 4, 5}}));
        NetworkTrainer restarted = Banks.open(told, Banks.bands(new int[][] {{1, 2}, {3, 4, 5}}))) {
      bank.initialise(4);
      train(bank, 9, 17);
      restarted.restore(bank.state());
      assertThat(train(restarted, 9, 17)).isEqualTo(train(bank, 9, 17));
      assertThat(restarted.state()).isEqualTo(bank.state());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> restarted.restore(bank.state().subList(0, 1)))
          .withMessageContaining("1 states for a bank of 2 networks");
    }
  }

  @Test
  void restore_ofConvolutionalNetworks_goesOnInTheSameBits() {
    BankSpec spec =
        Banks.ofPixels(2, Activation.SILU, Banks.bands(new int[][] {{1, 2}, {3, 4, 5}}));
    FloatBuffer batch = Banks.normals(1, 9, spec.network().dimension());
    try (NetworkTrainer bank = NetworkTrainer.open(spec, DevicePreference.CPU);
        NetworkTrainer restarted = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      bank.initialise(4);
      bank.train(batch.duplicate(), 3, 1e-2f, 1e-2f, 1e-2f);
      restarted.restore(bank.state());
      assertThat(restarted.trainStep(batch, 3, 1e-2f)).isEqualTo(bank.trainStep(batch, 3, 1e-2f));
      assertThat(restarted.state()).isEqualTo(bank.state());
    }
  }

  @Test
  void train_fewerSamplesThanTimestepsOfABand_showsEachTimestepSome() {
    DenseShape told = new DenseShape(D, List.of(8), Activation.SILU, true);
    List<Timestep> band = Banks.bands(IntStream.rangeClosed(1, 7).toArray());
    try (NetworkTrainer bank = Banks.open(told, band)) {
      bank.initialise(4);
      float[][] losses = bank.train(Banks.normals(1, 3 * 3, D), 9, 0, 0, 0);

      for (float[] ofStep : losses) {
        assertThat(ofStep).hasSize(7);
        for (float loss : ofStep) {
          assertThat(loss).isPositive().isFinite();
        }
      }
    }
  }

  @Test
  void train_samplesOfABand_goThroughItsTimestepsInTurns() {
    DenseShape told = new DenseShape(D, List.of(), Activation.SILU, true);
    List<Timestep> band = Banks.bands(new int[][] {{1, 2, 3, 4}});
    try (NetworkTrainer bank = Banks.open(told, band)) {
      bank.initialise(4);
      FloatBuffer far = Banks.normals(1, 4 * 6, D);
      for (int i = 0; i < D; i++) {
        far.put(i, 1000);
        far.put(6 * D + i, 1000);
      }
      float[][] losses = bank.train(far, 9, 0, 0, 0, 0);

      assertThat(losses[0][0]).as("row 0 of step 0 is the first timestep's").isGreaterThan(1000);
      assertThat(losses[0][1]).isLessThan(10);
      assertThat(losses[1][2]).as("row 0 of step 1 is the seventh row").isGreaterThan(1000);
      assertThat(losses[1][0]).isLessThan(10);
    }
  }

  private static void assertShardsEqualWhole(NetworkTrainer whole, List<NetworkTrainer> shards) {
    whole.initialise(4);
    shards.forEach(shard -> shard.initialise(4));
    assertThat(joined(shards)).isEqualTo(whole.state());
    assertThat(whole.state().get(0)).isNotEqualTo(whole.state().get(1));

    train(whole, 9, 5);
    shards.forEach(shard -> train(shard, 9, 5));
    assertThat(joined(shards)).isEqualTo(whole.state());
  }

  private static List<NetworkState> joined(List<NetworkTrainer> shards) {
    return shards.stream().map(NetworkTrainer::state).flatMap(List::stream).toList();
  }

  @Test
  void loss_ofTheExactScore_isItsIrreduciblePart() {
    try (NetworkTrainer bank = Banks.open(NETWORK, 1, 3)) {
      bank.initialise(4);
      HeldOutLoss loss = bank.loss(Banks.normals(2, 3000, D), 21);

      for (int k = 0; k < 2; k++) {
        double irreducible = Math.exp(-2 * bank.spec().timesteps().get(k).time());
        assertThat(loss.mean(k)).isCloseTo(irreducible, within(4 * loss.standardError(k)));
      }
    }
  }

  @Test
  void loss_ofOneSampleMany_drawsEachItsOwnNoise() {
    int rows = 600;
    FloatBuffer same = FloatBuffer.allocate(rows * D);
    try (NetworkTrainer bank = Banks.open(NETWORK, 1, 2)) {
      bank.initialise(4);
      HeldOutLoss loss = bank.loss(same, 21);

      assertThat(
              IntStream.range(0, 2 * rows)
                  .mapToObj(i -> loss.perSample(i / rows)[i % rows])
                  .distinct())
          .hasSizeGreaterThan(2 * rows - 5);
      assertThat(bank.loss(same, 21).perSample(1)).containsExactly(loss.perSample(1));
      assertThat(bank.step()).isZero();
    }
  }

  @Test
  void restore_statesThatDoNotFit_keepsWhatTheBankHad() {
    NetworkShape small = new DenseShape(D, List.of(4), Activation.SILU);
    NetworkState other =
        InitialWeights.draw(BankSpec.standardised(small, Banks.timesteps(5)), 1).get(0);
    try (NetworkTrainer bank = Banks.open(NETWORK, 2, 5)) {
      bank.initialise(4);
      List<NetworkState> before = bank.state();
      NetworkState fits = before.get(0);
      NetworkState later =
          new NetworkState(
              new NetworkWeights(fits.weights().weights(), 3),
              fits.firstMoments(),
              fits.secondMoments());

      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.restore(List.of(fits)))
          .withMessageContaining("1 states for a bank of 2 networks");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.restore(List.of(fits, later)))
          .withMessageContaining("network 5 is after 3 steps and network 2 after 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.restore(List.of(fits, other)))
          .withMessageContaining("network 5");
      assertThat(bank.state()).isEqualTo(before);
    }
  }

  @Test
  void trainStep_badBatchOrRate_isRefusedWithoutAStep() {
    try (NetworkTrainer bank = Banks.open(NETWORK, 1)) {
      bank.initialise(4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.trainStep(FloatBuffer.allocate(0), 1, 0.1f))
          .withMessageContaining("at least one whole row");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.trainStep(FloatBuffer.allocate(D), 1, Float.NaN))
          .withMessageContaining("learning rate is NaN at step 0");
      assertThat(bank.step()).isZero();
    }
  }

  @Test
  void anyCall_beforeWeightsOrAfterClose_saysSo() {
    NetworkTrainer bank = Banks.open(NETWORK, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> bank.loss(FloatBuffer.allocate(D), 1))
        .withMessageContaining("initialise or restore");
    assertThatIllegalStateException().isThrownBy(bank::state);
    bank.initialise(4);
    bank.close();
    bank.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> bank.loss(FloatBuffer.allocate(D), 1))
        .withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(() -> bank.initialise(4));
  }

  private static float[] train(NetworkTrainer bank, long seed, int steps) {
    return Stream.generate(() -> bank.trainStep(Banks.normals(bank.step(), 13, D), seed, 1e-2f))
        .limit(steps)
        .reduce((first, last) -> last)
        .orElseThrow();
  }
}
