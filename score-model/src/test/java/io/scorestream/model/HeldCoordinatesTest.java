package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A coordinate x and one, c, that is held: {@code x = ρ·c + √(1 − ρ²)·ξ}. */
class HeldCoordinatesTest {
  private static final double RHO = 0.8;
  private static final double SPREAD = Math.sqrt(1 - RHO * RHO);
  private static final TimeGrid GRID = TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, 20);

  @Test
  void trainStep_ofAPairWithLinearMean_reachesTheConditionalScore() {
    try (NetworkTrainer bank = trained(spec(List.of(new Timestep(1, 0.1), new Timestep(2, 0.7))));
        ScoreNetworks networks = Banks.answering(bank)) {
      for (Timestep timestep : bank.spec().timesteps()) {
        double signal = OrnsteinUhlenbeck.signal(timestep.time());
        double sigma = OrnsteinUhlenbeck.sigma(timestep.time());
        Rows x = pairs(9, 500);
        double[] exact = new double[x.count()];
        RandomGenerator rng = Seeds.generator(10);
        for (int row = 0; row < x.count(); row++) {
          double noisy = signal * x.at(row, 0) + sigma * rng.nextGaussian();
          x.numbers()[2 * row] = (float) noisy;
          exact[row] =
              (signal * RHO * x.at(row, 1) - noisy)
                  / (signal * signal * SPREAD * SPREAD + sigma * sigma);
        }
        Rows score = x.zerosAlike();
        networks.score(timestep.number(), x, score);
        double squares = 0;
        for (int row = 0; row < x.count(); row++) {
          assertThat(score.at(row, 1)).isZero();
          squares += Math.pow(score.at(row, 0) - exact[row], 2);
        }
        assertThat(sigma * Math.sqrt(squares / x.count())).as("%s", timestep).isLessThan(0.03);
      }
    }
  }

  @Test
  void loss_isTheMeanOverWhatIsScored() {
    try (NetworkTrainer bank =
        NetworkTrainer.open(spec(Banks.timesteps(1, 3)), DevicePreference.CPU)) {
      bank.initialise(4);
      FloatBuffer samples = Banks.normals(2, 3000, 2);
      HeldOutLoss loss = bank.loss(samples, 21);
      float[] trained = bank.trainStep(samples, 21, 0);

      for (int k = 0; k < 2; k++) {
        double irreducible = Math.exp(-2 * bank.spec().timesteps().get(k).time());
        assertThat(loss.mean(k)).isCloseTo(irreducible, within(4 * loss.standardError(k)));
        assertThat((double) trained[k]).isCloseTo(irreducible, within(4 * loss.standardError(k)));
      }
    }
  }

  @Test
  void sample_ofGivenPoints_keepsThemAndHasTheirLaw() {
    try (NetworkTrainer bank = trained(spec(grid()));
        ScoreNetworks networks = Banks.answering(bank)) {
      for (ReverseUpdate update :
          List.of(ReverseUpdate.SDE_MULTISTEP, ReverseUpdate.FLOW_MULTISTEP)) {
        Rows drawn = sample(networks, update, 1.5f, 0, 2_000);
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < drawn.count(); row++) {
          assertThat(drawn.at(row, 1)).isEqualTo(1.5f);
          sum += drawn.at(row, 0);
          squares += drawn.at(row, 0) * drawn.at(row, 0);
        }
        double mean = sum / drawn.count();
        assertThat(mean).as("%s", update).isCloseTo(1.5 * RHO, within(0.08));
        assertThat(Math.sqrt(squares / drawn.count() - mean * mean))
            .isCloseTo(SPREAD, within(0.08));
      }
    }
  }

  @Test
  void sample_withGuidance_leadsAwayFromWhatHasNoCondition() {
    try (NetworkTrainer bank = trained(spec(grid()));
        ScoreNetworks networks = Banks.answering(bank)) {
      // A linear network's answer to 0 is that of a condition of 0: scores differ by c·s′, and
      // (1 + w) times the condition is what guidance comes to.
      for (ReverseUpdate update :
          List.of(ReverseUpdate.SDE_MULTISTEP, ReverseUpdate.FLOW_MULTISTEP)) {
        Rows guided = sample(networks, update, 1, 1, 600);
        Rows twice = sample(networks, update, 2, 0, 600);
        for (int row = 0; row < guided.count(); row++) {
          assertThat(guided.at(row, 1)).isEqualTo(1);
          assertThat(guided.at(row, 0)).isCloseTo(twice.at(row, 0), within(1e-3f));
        }
      }
    }
  }

  @Test
  void sample_withoutConditions_isRefused() {
    try (NetworkTrainer bank = NetworkTrainer.open(spec(grid()), DevicePreference.CPU)) {
      bank.initialise(1);
      try (ScoreNetworks networks = Banks.answering(bank)) {
        ReversePlan plan = ReversePlan.whole(GRID, ReverseUpdate.DDIM);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> networks.sample(plan, 1, 0, 3, left -> {}))
            .withMessageContaining("0 coordinates are given to networks that hold 1");
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    networks.sample(
                        plan, 1, 0, 3, new GivenPoints(Rows.zeros(2, 2), 1, 0), left -> {}))
            .withMessageContaining("conditions of 2 points are given for 3");
      }
    }
  }

  private static Rows sample(
      ScoreNetworks networks, ReverseUpdate update, float given, double guidance, int count) {
    Rows points = Rows.zeros(count, 2);
    for (int row = 0; row < count; row++) {
      points.numbers()[2 * row + 1] = given;
    }
    return networks.sample(
        ReversePlan.whole(GRID, update),
        5,
        0,
        count,
        new GivenPoints(points, 1, guidance),
        left -> {});
  }

  private static NetworkTrainer trained(BankSpec spec) {
    NetworkTrainer bank = NetworkTrainer.open(spec, DevicePreference.CPU);
    bank.initialise(3);
    for (int i = 0; i < 400; i++) {
      bank.trainStep(FloatBuffer.wrap(pairs(100 + i, 256).numbers()), 5, 0.03f * (1 - i / 400f));
    }
    return bank;
  }

  private static Rows pairs(long seed, int count) {
    RandomGenerator rng = Seeds.generator(seed);
    Rows pairs = Rows.zeros(count, 2);
    for (int row = 0; row < count; row++) {
      double c = rng.nextGaussian();
      pairs.numbers()[2 * row] = (float) (RHO * c + SPREAD * rng.nextGaussian());
      pairs.numbers()[2 * row + 1] = (float) c;
    }
    return pairs;
  }

  private static List<Timestep> grid() {
    return IntStream.rangeClosed(1, GRID.steps())
        .mapToObj(k -> new Timestep(k, GRID.time(k)))
        .toList();
  }

  private static BankSpec spec(List<Timestep> timesteps) {
    return new BankSpec(
        new DenseShape(2, List.of(), Activation.SILU, false),
        timesteps,
        Collections.nCopies(2, 1.0),
        Optimiser.standard(),
        Optional.empty(),
        1);
  }
}
