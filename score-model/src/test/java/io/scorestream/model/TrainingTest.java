package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training reaches the score of a law that is known, from a start that is far from it. */
class TrainingTest {
  private static final int ROWS = 512;
  private static final int STEPS = 600;
  private static final NetworkShape TOLD =
      new DenseShape(2, List.of(32, 32), Activation.SILU, true);
  private static final Law LAW =
      new GaussianLaw(new double[] {0.5, -0.5}, new double[] {1.2, 0.7, 0.7, 0.6});

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[32, 32]"})
  void trainStep_correlatedGaussian_reachesItsScore(String hidden) {
    List<Integer> widths = hidden.equals("[]") ? List.of() : List.of(32, 32);
    reachesItsScore(Banks.open(new DenseShape(2, widths, Activation.RELU), 1, 2, 4));
  }

  @Test
  void trainStep_networkForAllTimesteps_reachesTheScoreAtEach() {
    reachesItsScore(Banks.open(TOLD, Banks.bands(new int[][] {{1, 2, 4}})));
  }

  @Test
  void trainStep_networksOfBands_reachTheScoreAtEachTimestep() {
    reachesItsScore(Banks.open(TOLD, Banks.bands(new int[][] {{1, 2}, {4}})));
  }

  private static void reachesItsScore(NetworkTrainer opened) {
    try (NetworkTrainer bank = opened) {
      bank.initialise(3);
      for (Timestep timestep : bank.spec().timesteps().subList(0, 2)) {
        assertThat(normalisedError(bank, timestep)).isGreaterThan(0.2);
      }
      RandomGenerator rng = Seeds.generator(8);
      Rows batch = Rows.zeros(ROWS, 2);
      for (int i = 0; i < STEPS; i++) {
        LAW.sample(rng, batch);
        bank.trainStep(FloatBuffer.wrap(batch.numbers()), 5, 0.02f * (1 - (float) i / STEPS));
      }
      for (Timestep timestep : bank.spec().timesteps()) {
        assertThat(normalisedError(bank, timestep)).as("%s", timestep).isLessThan(0.04);
      }
    }
  }

  /** {@code σ·√(E|ŝ − s|²/d)} under the diffused law. */
  private static double normalisedError(NetworkTrainer bank, Timestep timestep) {
    int rows = 2000;
    Rows x = LAW.draw(rows, Seeds.generator(77));
    OrnsteinUhlenbeck.diffuse(timestep.time(), x, Seeds.generator(78), x);
    Rows score = x.zerosAlike();
    try (ScoreNetworks networks = Banks.answering(bank)) {
      networks.score(timestep.number(), x, score);
    }
    var exact = LAW.diffusedTo(timestep.time());
    double[] truth = new double[2];
    double squares = 0;
    for (int row = 0; row < rows; row++) {
      exact.score(new double[] {x.at(row, 0), x.at(row, 1)}, truth);
      for (int j = 0; j < 2; j++) {
        squares += Math.pow(score.at(row, j) - truth[j], 2);
      }
    }
    return OrnsteinUhlenbeck.sigma(timestep.time()) * Math.sqrt(squares / (2 * rows));
  }
}
