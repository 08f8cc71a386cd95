package io.scorestream.report;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Generated beside real samples, in the way that fits their dimension. */
final class SamplesFigure {

  private static final int SMALLEST_SQUARE = 64;

  private SamplesFigure() {}

  /** The picture; empty when there are no generations, or no real samples to compare with. */
  static Optional<BufferedImage> draw(ReportData data) {
    if (data.generations().count() == 0 || data.real().count() == 0) {
      return Optional.empty();
    }
    ImageShape image = image(data);
    if (image != null) {
      return Optional.of(ImageGridFigure.draw(data, image));
    }
    if (isTable(data)) {
      return Optional.of(ColumnsFigure.draw(data));
    }
    return Optional.of(
        data.dimension() == 1 ? HistogramFigure.draw(data) : ScatterFigure.draw(data));
  }

  /** Columns that are things apart, and no coordinates of points. */
  private static boolean isTable(ReportData data) {
    List<SourceColumn> columns = data.run().getColumns();
    boolean continuous =
        columns.stream().allMatch(column -> column.getKind() == ColumnKind.CONTINUOUS);
    return data.run().getLaw() == null && !(continuous && columns.size() <= 2);
  }

  /**
   * What the source says, or a square where as many numbers have no names: such files are of
   * pictures more often than not.
   */
  private static @Nullable ImageShape image(ReportData data) {
    ImageShape said = data.run().getImage();
    int side = (int) Math.sqrt(data.dimension());
    boolean looksSo =
        data.run().getLaw() == null
            && data.dimension() >= SMALLEST_SQUARE
            && side * side == data.dimension()
            && data.run().getColumns().stream().allMatch(SamplesFigure::isUnnamed);
    return said != null || !looksSo ? said : new ImageShape(side, side, 1, 0);
  }

  /** A column without a name has its number for one. */
  private static boolean isUnnamed(SourceColumn column) {
    return column.getName().chars().allMatch(Character::isDigit);
  }
}
