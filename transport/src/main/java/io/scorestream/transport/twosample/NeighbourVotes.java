package io.scorestream.transport.twosample;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Smallest;
import io.scorestream.transport.SquaredDistances;

/** The vote of the nearest neighbours, an odd number of about {@code √n}. Pure functions. */
final class NeighbourVotes {

  private NeighbourVotes() {}

  /**
   * How many more of a point's neighbours are of the second half than of the first.
   *
   * @param known {@code [n, d]}, the first half of them of one set and the second of the other
   * @param asked {@code [m, d]}
   * @return {@code [m]}
   */
  static double[] scores(Rows known, Rows asked) {
    SquaredDistances distances = SquaredDistances.between(asked, known);
    Smallest nearest = new Smallest((int) Math.sqrt(known.count()) | 1);
    double[] scores = new double[asked.count()];
    for (int i = 0; i < scores.length; i++) {
      double[] row = distances.row(i);
      nearest.clear();
      for (double square : row) {
        nearest.add(square);
      }
      scores[i] = vote(row, nearest.last());
    }
    return scores;
  }

  private static double vote(double[] squares, double radius) {
    double vote = 0;
    for (int j = 0; j < squares.length; j++) {
      if (squares[j] <= radius) {
        vote += j >= squares.length / 2 ? 1 : -1;
      }
    }
    return vote;
  }
}
