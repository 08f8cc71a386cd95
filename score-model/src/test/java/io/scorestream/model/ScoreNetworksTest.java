package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreNetworksTest {
  private static final int D = 3;
  private static final NetworkShape NETWORK = new DenseShape(D, List.of(16, 8), Activation.SILU);

  @Test
  void score_beforeTraining_isThatOfANormalLawWithTheDataVariances() {
    List<Double> variances = List.of(0.25, 1.0, 9.0);
    BankSpec spec = new BankSpec(NETWORK, Banks.timesteps(2), variances, Optimiser.standard());
    float[] x = {0.3f, -1, 2, -0.5f, 0.1f, 4};
    float[] score = new float[x.length];
    try (NetworkTrainer trainer = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      trainer.initialise(4);
      try (ScoreNetworks networks = Banks.answering(trainer)) {
        networks.score(2, Rows.of(x, D), Rows.of(score, D));
      }
    }
    double signal = Math.exp(-0.4);
    for (int i = 0; i < x.length; i++) {
      double variance = signal * signal * variances.get(i % D) + 1 - signal * signal;
      assertThat((double) score[i]).isCloseTo(-x[i] / variance, within(1e-5));
    }
  }

  @Test
  void score_timestepOfAnotherShard_isRefusedWithThoseItHas() {
    try (NetworkTrainer trainer = untrained(2, 5);
        ScoreNetworks bank = Banks.answering(trainer)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.score(3, Rows.zeros(1, D), Rows.zeros(1, D)))
          .withMessageContaining("timestep 3 is not in this bank, which holds [2, 5]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.score(2, Rows.zeros(1, D + 1), Rows.zeros(1, D + 1)))
          .withMessageContaining("rows of 4 numbers where rows of 3 are asked for");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.score(2, Rows.zeros(1, D), Rows.zeros(2, D)));
    }
  }

  @Test
  void loss_isThatOfTheTrainer_bitForBit() {
    try (NetworkTrainer trainer = untrained(1, 2)) {
      for (int step = 0; step < 20; step++) {
        trainer.trainStep(Banks.normals(step, 13, D), 9, 1e-2f);
      }
      FloatBuffer samples = Banks.normals(2, 300, D);
      try (ScoreNetworks networks = Banks.answering(trainer)) {
        for (int k = 0; k < 2; k++) {
          assertThat(networks.loss(samples, 21).perSample(k))
              .containsExactly(trainer.loss(samples, 21).perSample(k));
        }
      }
    }
  }

  @Test
  void restore_weightsThatDoNotFit_keepsWhatWasThere() {
    try (NetworkTrainer trainer = untrained(2, 5);
        ScoreNetworks networks = Banks.answering(trainer)) {
      List<NetworkWeights> fit = Banks.weights(trainer);
      NetworkWeights small = new NetworkWeights(new float[4], 0);
      float[] spoilt = fit.get(1).weights().clone();
      spoilt[7] = Float.NaN;
      float[] before = answer(networks);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> networks.restore(fit.subList(0, 1)))
          .withMessageContaining("1 states for a bank of 2 networks");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> networks.restore(List.of(fit.get(0), small)))
          .withMessageContaining("network 5 has 4 weights");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> networks.restore(List.of(fit.get(0), new NetworkWeights(spoilt, 0))))
          .withMessageContaining("network 5 after 0 steps has a weight that is not finite");
      assertThat(answer(networks)).containsExactly(before);
    }
  }

  @Test
  void anyCall_beforeWeightsOrAfterClose_saysSo() {
    ScoreNetworks networks =
        ScoreNetworks.open(
            BankSpec.standardised(NETWORK, Banks.timesteps(5)), DevicePreference.CPU);
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(networks))
        .withMessageContaining("initialise or restore");
    networks.close();
    networks.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(networks))
        .withMessageContaining("closed");
  }

  private static float[] answer(ScoreNetworks networks) {
    float[] out = new float[2 * D];
    networks.score(5, Rows.of(new float[] {1, 2, 3, -1, 0, 4}, D), Rows.of(out, D));
    return out;
  }

  @Test
  void score_ofManyRows_isThatOfEachBitForBit() {
    try (NetworkTrainer trainer = untrained(2, 5);
        ScoreNetworks networks = Banks.answering(trainer)) {
      Rows many = Rows.of(Banks.normals(3, 2_500, D).array(), D);
      Rows scores = many.zerosAlike();
      networks.score(5, many, scores);

      for (int row : new int[] {0, 1_023, 1_024, 2_499}) {
        Rows score = Rows.zeros(1, D);
        networks.score(5, many.range(row, row + 1), score);
        assertThat(score).isEqualTo(scores.range(row, row + 1));
      }
    }
  }

  @Test
  void score_inALargeBank_isThatOfASmallOneBitForBit() {
    List<Timestep> timesteps =
        IntStream.rangeClosed(1, 35).mapToObj(k -> new Timestep(k, 0.1 * k)).toList();
    Rows x = Rows.of(Banks.normals(3, 40, D).array(), D);
    try (NetworkTrainer trainer =
            NetworkTrainer.open(BankSpec.standardised(NETWORK, timesteps), DevicePreference.CPU);
        ScoreNetworks whole = answering(trainer)) {
      List<NetworkWeights> weights = Banks.weights(trainer);
      for (int k : new int[] {1, 16, 17, 35}) {
        BankSpec spec = BankSpec.standardised(NETWORK, timesteps.subList(k - 1, k));
        try (ScoreNetworks alone = ScoreNetworks.open(spec, DevicePreference.CPU)) {
          alone.restore(weights.subList(k - 1, k));
          assertThat(scores(alone, k, x)).as("timestep %s", k).isEqualTo(scores(whole, k, x));
        }
      }
    }
  }

  /** Parts of a bank hold several bands and cut some. */
  @Test
  void score_ofBands_isThatOfATimestepAlone_bitForBit() {
    NetworkShape told = new DenseShape(D, List.of(16, 8), Activation.SILU, true);
    List<Timestep> timesteps =
        IntStream.rangeClosed(1, 35)
            .mapToObj(k -> new Timestep(k, 0.1 * k, 1 + (k - 1) / 5 * 5))
            .toList();
    BankSpec spec = BankSpec.standardised(told, timesteps);
    Rows x = Rows.of(Banks.normals(3, 40, D).array(), D);
    try (NetworkTrainer trainer = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      trainer.initialise(4);
      for (int step = 0; step < 3; step++) {
        trainer.trainStep(Banks.normals(step, 13, D), 9, 1e-2f);
      }
      List<NetworkWeights> weights = Banks.weights(trainer);
      try (ScoreNetworks whole = Banks.answering(trainer)) {
        for (int k : new int[] {1, 15, 16, 17, 20, 33, 35}) {
          BankSpec one = BankSpec.standardised(told, timesteps.subList(k - 1, k));
          try (ScoreNetworks alone = ScoreNetworks.open(one, DevicePreference.CPU)) {
            alone.restore(List.of(weights.get((k - 1) / 5)));
            assertThat(scores(alone, k, x)).as("timestep %s", k).isEqualTo(scores(whole, k, x));
            alone.restore(List.of(weights.get((k + 9) / 5 % 7)));
            assertThat(scores(alone, k, x)).isNotEqualTo(scores(whole, k, x));
          }
        }
      }
    }
  }

  private static ScoreNetworks answering(NetworkTrainer trainer) {
    trainer.initialise(4);
    return Banks.answering(trainer);
  }

  private static Rows scores(ScoreNetworks networks, int timestep, Rows x) {
    Rows scores = x.zerosAlike();
    networks.score(timestep, x, scores);
    return scores;
  }

  private static NetworkTrainer untrained(int... timesteps) {
    NetworkTrainer trainer = Banks.open(NETWORK, timesteps);
    trainer.initialise(4);
    return trainer;
  }
}
