package io.scorestream.transport.plan;

/** What it costs to carry a unit of mass from one point to another. */
public enum GroundCost {
  /** {@code |x − y|}, whose least mean is {@code W_1}. */
  DISTANCE {
    @Override
    double ofSquare(double square) {
      return Math.sqrt(square);
    }
  },
  /** {@code |x − y|²}, whose least mean is {@code W_2²}. */
  SQUARED_DISTANCE {
    @Override
    double ofSquare(double square) {
      return square;
    }
  };

  /** The cost between points whose squared Euclidean distance is given. */
  abstract double ofSquare(double square);
}
