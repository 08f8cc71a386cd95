package io.scorestream.diffusion.law;

import io.scorestream.diffusion.process.Seeds;
import java.util.List;
import java.util.stream.Stream;

/** One law of each kind, with no symmetry that could hide a mistake. */
final class LawsUnderTest {
  static final GaussianLaw GAUSSIAN =
      new GaussianLaw(
          new double[] {0.5, -1, 2}, new double[] {1, 0.3, 0.1, 0.3, 0.5, -0.2, 0.1, -0.2, 0.8});

  static final GaussianMixture MIXTURE =
      new GaussianMixture(
          new double[] {0.2, 0.5, 0.3},
          List.of(
              new GaussianLaw(new double[] {1, 1}, new double[] {0.2, 0.1, 0.1, 0.4}),
              new GaussianLaw(new double[] {-1, 0.5}, new double[] {0.3, -0.2, -0.2, 0.25}),
              new GaussianLaw(new double[] {0, -1}, new double[] {0.1, 0, 0, 0.05})));

  private LawsUnderTest() {}

  static Stream<Law> all() {
    return Stream.of(GAUSSIAN, MIXTURE, finiteSet(), Laws.named("mixture-1d"));
  }

  private static FiniteSet finiteSet() {
    return new FiniteSet(MIXTURE.draw(20, Seeds.generator(3)));
  }
}
