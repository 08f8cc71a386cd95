package io.scorestream.run.network;

import java.util.Arrays;

/**
 * How a point's coordinates lie on an array of pixels: {@code x = y·P}. A coordinate may be one
 * pixel, or a direction over many, as principal axes are, or on none, as what is held; pixels that
 * no coordinate reaches are 0.
 *
 * @param grid the array
 * @param directions {@code P [d, height·width·channels]}, rows orthonormal but for those that are
 *     0; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record PixelLayout(PixelGrid grid, float[] directions) {

  /** Checks the size; throws {@link IllegalArgumentException}. */
  public PixelLayout {
    if (directions.length == 0 || directions.length % grid.size() != 0) {
      throw new IllegalArgumentException(
          "%s numbers are no whole directions of %s".formatted(directions.length, grid));
    }
  }

  /** Coordinates, {@code d}. */
  public int dimension() {
    return directions.length / grid.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelLayout that
        && grid.equals(that.grid)
        && Arrays.equals(directions, that.directions);
  }

  @Override
  public int hashCode() {
    return 31 * grid.hashCode() + Arrays.hashCode(directions);
  }

  @Override
  public String toString() {
    return "PixelLayout[%s coordinates on %s]".formatted(dimension(), grid);
  }
}
