package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One of the arrays of a {@link NetworkState}. */
enum StatePart {
  WEIGHTS,
  FIRST_MOMENTS,
  SECOND_MOMENTS,
  AVERAGES;

  /** What training keeps of each weight. */
  static List<StatePart> of(BankSpec spec) {
    return Arrays.stream(values())
        .filter(part -> part != AVERAGES || spec.optimiser().averaging().isPresent())
        .toList();
  }

  float[] of(NetworkState state) {
    return switch (this) {
      case WEIGHTS -> state.weights().weights();
      case FIRST_MOMENTS -> state.firstMoments();
      case SECOND_MOMENTS -> state.secondMoments();
      case AVERAGES -> state.weights().averages();
    };
  }

  /** The name of a tensor's variable, and of the signature entry that carries it. */
  String nameOf(WeightTensor tensor) {
    return name().toLowerCase(Locale.ROOT) + "_" + tensor.name();
  }
}
