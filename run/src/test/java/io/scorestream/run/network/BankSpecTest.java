package io.scorestream.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankSpecTest {
  private static final NetworkShape PLANE = new DenseShape(2, List.of(4), Activation.RELU);

  private static List<Timestep> timesteps(int... numbers) {
    return Arrays.stream(numbers).mapToObj(k -> new Timestep(k, 0.1 * k)).toList();
  }

  @Test
  void constructor_timestepTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BankSpec.standardised(PLANE, timesteps(1, 3, 3)))
        .withMessageContaining("timestep 3 follows timestep 3");
  }

  @Test
  void networks_areThoseOfTheTimesteps_eachOnce() {
    NetworkShape told = new DenseShape(2, List.of(4), Activation.RELU, true);
    List<Timestep> bands = List.of(banded(2, 1), banded(3, 3), banded(4, 3), banded(7, 6));
    assertThat(BankSpec.standardised(told, bands).networks()).containsExactly(1, 3, 6);
    assertThat(BankSpec.standardised(PLANE, timesteps(2, 5)).networks()).containsExactly(2, 5);
  }

  @Test
  void constructor_networkOfTwoTimestepsThatDoesNotSeeTheTime_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BankSpec.standardised(PLANE, List.of(banded(3, 3), banded(4, 3))))
        .withMessageContaining("network 3 of timestep 4 follows network 3");
  }

  @Test
  void constructor_networksThatDoNotRise_isRefused() {
    NetworkShape told = new DenseShape(2, List.of(4), Activation.RELU, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BankSpec.standardised(told, List.of(banded(3, 3), banded(4, 1))))
        .withMessageContaining("network 1 of timestep 4 follows network 3");
  }

  private static Timestep banded(int number, int network) {
    return new Timestep(number, 0.1 * number, network);
  }

  @Test
  void constructor_noTimesteps_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BankSpec.standardised(PLANE, List.of()))
        .withMessageContaining("at least one");
  }

  @Test
  void constructor_variancesNotOnePerCoordinate_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BankSpec(PLANE, timesteps(1), List.of(1.0), Optimiser.standard()))
        .withMessageContaining("1 data variances for dimension 2");
  }

  @Test
  void constructor_varianceZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new BankSpec(PLANE, timesteps(1), List.of(1.0, 0.0), Optimiser.standard()))
        .withMessageContaining("[1.0, 0.0]");
  }

  @Test
  void timestep_outOfRange_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Timestep(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Timestep(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Timestep(1, 20.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Timestep(1, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timestep(2, 1, 3))
        .withMessageContaining("timestep 2 has network 3");
    assertThatIllegalArgumentException().isThrownBy(() -> new Timestep(2, 1, 0));
  }

  @Test
  void adam_outOfRange_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(1, 0.999, 1e-8));
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(0.9, -0.1, 1e-8));
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(0.9, 0.999, 0));
  }

  @Test
  void preconditioning_anyTimeAndVariance_isARotation() {
    for (double time : new double[] {1e-4, 0.3, 8}) {
      for (double variance : new double[] {0.01, 1, 50}) {
        Preconditioning at = Preconditioning.at(time, variance);
        double norm = at.signalShare() * at.signalShare() + at.noiseShare() * at.noiseShare();
        assertThat(norm).isCloseTo(1, within(1e-12));
      }
    }
  }
}
