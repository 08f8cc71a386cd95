package io.scorestream.experiments.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Experiment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every experiment here with fewer repetitions, which widen what is accepted. */
class HiddenModeExperimentsTest {

  static Stream<Experiment> small() {
    return Stream.of(
        new Figure1(150, 100_000), new DeltaDependence(1000, 100_000), new Rates(30, 20_000));
  }

  @ParameterizedTest
  @MethodSource("small")
  void run_withFewRepetitions_isAsExpected(Experiment experiment) {
    List<Check> off = experiment.run(11).checks().stream().filter(check -> !check.holds()).toList();

    assertThat(off).isEmpty();
  }
}
