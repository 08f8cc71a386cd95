package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.Adam;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Optimiser;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OptimiserTest {
  private static final int D = 2;
  private static final NetworkShape NETWORK = new DenseShape(D, List.of(6), Activation.TANH);
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final float RATE = 0.05f;

  private final FloatBuffer batch = Banks.normals(3, 50, D);

  @Test
  void trainStep_weightBound_keepsEveryWeightWithinIt() {
    try (NetworkTrainer bank = open(OptionalDouble.of(0.2), NONE)) {
      bank.initialise(1);
      assertThat(largest(bank.state())).isEqualTo(0.2f);
      train(bank, 20);
      assertThat(largest(bank.state())).isEqualTo(0.2f);
    }
    try (NetworkTrainer unbounded = open(NONE, NONE)) {
      unbounded.initialise(1);
      train(unbounded, 20);
      assertThat(largest(unbounded.state())).as("without the bound").isGreaterThan(0.5f);
    }
  }

  @Test
  void trainStep_averaging_keepsTheRunningMeanOfWhatAdamMoves() {
    Optimiser averaging = new Optimiser(Adam.standard(), NONE, OptionalDouble.of(0.7));
    try (NetworkTrainer bank = open(NONE, OptionalDouble.of(0.7));
        NetworkTrainer plain = open(NONE, NONE)) {
      bank.initialise(1);
      plain.initialise(1);
      float[] mean = bank.state().get(0).weights().weights().clone();
      for (int step = 0; step < 40; step++) {
        train(bank, 1);
        train(plain, 1);
        float[] weights = bank.state().get(0).weights().weights();
        assertThat(weights).isEqualTo(plain.state().get(0).weights().weights());
        for (int i = 0; i < mean.length; i++) {
          mean[i] += averaging.averagingShare(step) * (weights[i] - mean[i]);
        }
      }
      float[] kept = bank.state().get(0).weights().averages();
      assertThat(kept).usingComparatorWithPrecision(1e-5f).containsExactly(mean);
      assertThat(averaging.averagingShare(39)).isCloseTo(0.3f, within(1e-6f));
      assertThat(averaging.averagingShare(0)).isCloseTo(0.9f, within(1e-6f));
    }
  }

  @Test
  void score_averaging_isThatOfTheRunningMean() {
    try (NetworkTrainer bank = open(NONE, OptionalDouble.of(0.9));
        NetworkTrainer plain = open(NONE, NONE)) {
      bank.initialise(1);
      train(bank, 10);
      List<NetworkState> means =
          bank.state().stream().map(s -> plain(s, s.weights().scored())).toList();
      plain.restore(means);
      assertThat(score(bank)).isEqualTo(score(plain));
      assertThat(bank.loss(batch, 4).mean(0)).isEqualTo(plain.loss(batch, 4).mean(0));

      plain.restore(bank.state().stream().map(s -> plain(s, s.weights().weights())).toList());
      assertThat(score(bank)).isNotEqualTo(score(plain));
    }
  }

  @Test
  void restore_averaging_goesOnInTheSameBits() {
    try (NetworkTrainer bank = open(OptionalDouble.of(1), OptionalDouble.of(0.9))) {
      bank.initialise(1);
      train(bank, 5);
      List<NetworkState> middle = bank.state();
      train(bank, 5);
      List<NetworkState> end = bank.state();
      bank.restore(middle);
      train(bank, 5);
      assertThat(bank.state()).isEqualTo(end);
    }
  }

  @Test
  void restore_stateOfABankWithoutAveraging_isRefused() {
    try (NetworkTrainer bank = open(NONE, OptionalDouble.of(0.9));
        NetworkTrainer plain = open(NONE, NONE)) {
      plain.initialise(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.restore(plain.state()))
          .withMessageContaining("network 1 has running means of 0 weights");
    }
  }

  @Test
  void optimiser_valuesOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Optimiser(Adam.standard(), OptionalDouble.of(0), NONE))
        .withMessageContaining("weight bound is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Optimiser(Adam.standard(), NONE, OptionalDouble.of(1)))
        .withMessageContaining("averaging decay is 1.0");
  }

  private static NetworkTrainer open(OptionalDouble bound, OptionalDouble averaging) {
    return NetworkTrainer.open(
        new BankSpec(
            NETWORK,
            Banks.timesteps(1, 2),
            List.of(1.0, 1.0),
            new Optimiser(Adam.standard(), bound, averaging)),
        DevicePreference.CPU);
  }

  private void train(NetworkTrainer bank, int steps) {
    for (int i = 0; i < steps; i++) {
      bank.trainStep(batch, 5, RATE);
    }
  }

  private static NetworkState plain(NetworkState state, float[] weights) {
    return new NetworkState(
        new NetworkWeights(weights, state.step()), state.firstMoments(), state.secondMoments());
  }

  private float[] score(NetworkTrainer bank) {
    float[] out = new float[batch.remaining()];
    try (ScoreNetworks networks = Banks.answering(bank)) {
      networks.score(2, Rows.of(batch.array(), D), Rows.of(out, D));
    }
    return out;
  }

  private static float largest(List<NetworkState> states) {
    return (float)
        states.stream()
            .flatMapToDouble(
                state ->
                    IntStream.range(0, state.weights().weights().length)
                        .mapToDouble(i -> Math.abs(state.weights().weights()[i])))
            .max()
            .orElseThrow();
  }
}
