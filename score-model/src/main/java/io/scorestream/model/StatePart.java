package io.scorestream.model;

import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.WeightTensor;
import java.util.Locale;

/** One of the arrays of a {@link NetworkState}. */
enum StatePart {
  WEIGHTS,
  FIRST_MOMENTS,
  SECOND_MOMENTS,
  AVERAGES;

  float[] of(NetworkState state) {
    return switch (this) {
      case WEIGHTS -> state.weights().weights();
      case FIRST_MOMENTS -> state.firstMoments();
      case SECOND_MOMENTS -> state.secondMoments();
      case AVERAGES -> state.weights().averages();
    };
  }

  /** The name of a tensor in graphs and signatures. */
  String nameOf(WeightTensor tensor) {
    return name().toLowerCase(Locale.ROOT) + "_" + tensor.name();
  }
}
