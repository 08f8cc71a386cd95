package io.scorestream.model;

import java.util.Locale;

/** One of the arrays of a {@link TimestepState}. */
enum StatePart {
  WEIGHTS,
  FIRST_MOMENTS,
  SECOND_MOMENTS,
  AVERAGES;

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
