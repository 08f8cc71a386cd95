package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.run.network.Activation;
import io.scorestream.run.network.Adam;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.TimestepState;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OptimiserTest {
  private static final int D = 2;
  private static final NetworkShape NETWORK = new NetworkShape(D, List.of(6), Activation.TANH);
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final float RATE = 0.05f;

  private final FloatBuffer batch = Banks.normals(3, 50, D);

  @Test
  void trainStep_weightBound_keepsEveryWeightWithinIt() {
    try (ScoreBank bank = open(OptionalDouble.of(0.2), NONE)) {
      bank.initialise(1);
      assertThat(largest(bank.state())).isEqualTo(0.2f);
      train(bank, 20);
      assertThat(largest(bank.state())).isEqualTo(0.2f);
    }
    try (ScoreBank unbounded = open(NONE, NONE)) {
      unbounded.initialise(1);
      train(unbounded, 20);
      assertThat(largest(unbounded.state())).as("without the bound").isGreaterThan(0.5f);
    }
  }

  @Test
  void trainStep_averaging_keepsTheRunningMeanOfWhatAdamMoves() {
    Optimiser averaging = new Optimiser(Adam.standard(), NONE, OptionalDouble.of(0.7));
    try (ScoreBank bank = open(NONE, OptionalDouble.of(0.7));
        ScoreBank plain = open(NONE, NONE)) {
      bank.initialise(1);
      plain.initialise(1);
      float[] mean = bank.state().get(0).weights().clone();
      for (int step = 0; step < 40; step++) {
        train(bank, 1);
        train(plain, 1);
        float[] weights = bank.state().get(0).weights();
        assertThat(weights).isEqualTo(plain.state().get(0).weights());
        for (int i = 0; i < mean.length; i++) {
          mean[i] += averaging.averagingShare(step) * (weights[i] - mean[i]);
        }
      }
      float[] kept = bank.state().get(0).averages();
      assertThat(kept).usingComparatorWithPrecision(1e-5f).containsExactly(mean);
      assertThat(averaging.averagingShare(39)).isCloseTo(0.3f, within(1e-6f));
      assertThat(averaging.averagingShare(0)).isCloseTo(0.9f, within(1e-6f));
    }
  }

  @Test
  void score_averaging_isThatOfTheRunningMean() {
    try (ScoreBank bank = open(NONE, OptionalDouble.of(0.9));
        ScoreBank plain = open(NONE, NONE)) {
      bank.initialise(1);
      train(bank, 10);
      List<TimestepState> means =
          bank.state().stream()
              .map(s -> new TimestepState(s.scored(), s.firstMoments(), s.secondMoments(), 10))
              .toList();
      plain.restore(means);
      assertThat(score(bank)).isEqualTo(score(plain));
      assertThat(bank.loss(batch, 4).mean(0)).isEqualTo(plain.loss(batch, 4).mean(0));

      plain.restore(
          bank.state().stream()
              .map(s -> new TimestepState(s.weights(), s.firstMoments(), s.secondMoments(), 10))
              .toList());
      assertThat(score(bank)).isNotEqualTo(score(plain));
    }
  }

  @Test
  void restore_averaging_goesOnInTheSameBits() {
    try (ScoreBank bank = open(OptionalDouble.of(1), OptionalDouble.of(0.9))) {
      bank.initialise(1);
      train(bank, 5);
      List<TimestepState> middle = bank.state();
      train(bank, 5);
      List<TimestepState> end = bank.state();
      bank.restore(middle);
      train(bank, 5);
      assertThat(bank.state()).isEqualTo(end);
    }
  }

  @Test
  void restore_stateOfABankWithoutAveraging_isRefused() {
    try (ScoreBank bank = open(NONE, OptionalDouble.of(0.9));
        ScoreBank plain = open(NONE, NONE)) {
      plain.initialise(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.restore(plain.state()))
          .withMessageContaining("timestep 1 has running means of 0 weights");
    }
  }

  @Test
  void restore_sharedNetwork_isOneStateForAllTimesteps() {
    NetworkShape shared = new NetworkShape(D, List.of(6), Activation.TANH, true);
    try (ScoreBank bank = Banks.open(shared, 1, 2)) {
      bank.initialise(1);
      train(bank, 5);
      List<TimestepState> middle = bank.state();
      assertThat(middle).hasSize(2);
      assertThat(middle.get(0)).isEqualTo(middle.get(1));
      train(bank, 5);
      List<TimestepState> end = bank.state();
      bank.restore(middle);
      train(bank, 5);
      assertThat(bank.state()).isEqualTo(end);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bank.restore(List.of(middle.get(0), end.get(0))))
          .withMessageContaining("timestep 2");
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

  private static ScoreBank open(OptionalDouble bound, OptionalDouble averaging) {
    return ScoreBank.open(
        new BankSpec(
            NETWORK,
            Banks.timesteps(1, 2),
            List.of(1.0, 1.0),
            new Optimiser(Adam.standard(), bound, averaging)),
        DevicePreference.CPU);
  }

  private void train(ScoreBank bank, int steps) {
    for (int i = 0; i < steps; i++) {
      bank.trainStep(batch, 5, RATE);
    }
  }

  private float[] score(ScoreBank bank) {
    float[] out = new float[batch.remaining()];
    bank.score(2, batch.array(), out);
    return out;
  }

  private static float largest(List<TimestepState> states) {
    return (float)
        states.stream()
            .flatMapToDouble(
                state ->
                    IntStream.range(0, state.weights().length)
                        .mapToDouble(i -> Math.abs(state.weights()[i])))
            .max()
            .orElseThrow();
  }
}
