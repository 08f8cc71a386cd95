package io.scorestream.run;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.law.Law;
import io.scorestream.events.LawComponent;
import io.scorestream.events.LawSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Laws to and from the events that carry them. */
public final class LawSpecs {

  private LawSpecs() {}

  /** The law that an event describes. */
  public static GaussianMixture law(LawSpec spec) {
    return new GaussianMixture(
        spec.getComponents().stream().mapToDouble(LawComponent::getWeight).toArray(),
        spec.getComponents().stream()
            .map(part -> new GaussianLaw(numbers(part.getMean()), numbers(part.getCovariance())))
            .toList());
  }

  /**
   * A law as an event carries it.
   *
   * @throws IllegalArgumentException for a finite set, which is a data set and not a formula
   */
  public static LawSpec spec(String name, Law law) {
    GaussianMixture mixture = mixture(law);
    double[] weights = mixture.weights();
    List<LawComponent> components = new ArrayList<>();
    for (int j = 0; j < weights.length; j++) {
      GaussianLaw part = mixture.components().get(j);
      components.add(new LawComponent(weights[j], list(part.mean()), list(part.covariance())));
    }
    return new LawSpec(name, components);
  }

  private static GaussianMixture mixture(Law law) {
    if (law instanceof GaussianMixture mixture) {
      return mixture;
    }
    if (law instanceof GaussianLaw gaussian) {
      return new GaussianMixture(new double[] {1}, List.of(gaussian));
    }
    throw new IllegalArgumentException("a finite set is no law with a formula");
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
