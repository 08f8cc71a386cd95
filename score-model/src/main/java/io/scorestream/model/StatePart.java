package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.TimestepState;
import io.scorestream.run.network.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One of the arrays of a {@link TimestepState}. */
enum StatePart {
  WEIGHTS,
  FIRST_MOMENTS,
  SECOND_MOMENTS,
  AVERAGES;

  /** What a bank keeps of each weight. */
  static List<StatePart> of(BankSpec spec) {
    return Arrays.stream(values())
        .filter(part -> part != AVERAGES || spec.optimiser().averaging().isPresent())
        .toList();
  }

  /** The weights that scores are computed with: their running mean where there is one. */
  static StatePart scored(BankSpec spec) {
    return spec.optimiser().averaging().isPresent() ? AVERAGES : WEIGHTS;
  }

  float[] of(TimestepState state) {
    return switch (this) {
      case WEIGHTS -> state.weights();
      case FIRST_MOMENTS -> state.firstMoments();
      case SECOND_MOMENTS -> state.secondMoments();
      case AVERAGES -> state.averages();
    };
  }

  /** The name of a tensor's variable, and of the signature entry that carries it. */
  String nameOf(WeightTensor tensor) {
    return name().toLowerCase(Locale.ROOT) + "_" + tensor.name();
  }
}
