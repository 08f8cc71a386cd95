package io.scorestream.report;

import java.awt.image.BufferedImage;
import java.util.Optional;

/** Generated beside real samples, in the way that fits their dimension. */
final class SamplesFigure {

  private static final int SMALLEST_IMAGE = 16;

  private SamplesFigure() {}

  /** The picture; empty when there are no generations, or no real samples to compare with. */
  static Optional<BufferedImage> draw(ReportData data) {
    if (data.generations().count() == 0 || data.real().count() == 0) {
      return Optional.empty();
    }
    if (data.dimension() == 1) {
      return Optional.of(HistogramFigure.draw(data));
    }
    return Optional.of(isImage(data) ? ImageGridFigure.draw(data) : ScatterFigure.draw(data));
  }

  /** A square number of coordinates is a picture, unless a formula says that it is not. */
  private static boolean isImage(ReportData data) {
    int side = ImageGridFigure.side(data.dimension());
    return data.run().getLaw() == null
        && data.dimension() >= SMALLEST_IMAGE
        && side * side == data.dimension();
  }
}
