package io.scorestream.report;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * Writes what a run came to: figures and a summary, beside the {@link MetricsFiles} that grew with
 * it.
 */
public final class Report {

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("error-against-m.png", ErrorFigure::draw),
          new Figure("forecast.png", ForecastFigure::draw),
          new Figure("wasserstein-against-m.png", WassersteinFigure::draw),
          new Figure("generated-beside-real.png", SamplesFigure::draw));

  private Report() {}

  /**
   * Writes {@code error-against-m.png}, {@code forecast.png}, {@code wasserstein-against-m.png},
   * {@code generated-beside-real.png} and {@code summary.md}. A figure without data is left out;
   * without any fonts in this Java all are, and the summary says so.
   *
   * @param folder made unless it is there; files of these names are replaced
   * @return the files written
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}; files written before are kept
   */
  public static List<Path> write(Path folder, ReportData data) {
    ReportFolder.create(folder);
    Optional<String> noFonts = Fonts.problem();
    List<Path> written = new ArrayList<>();
    try {
      if (noFonts.isEmpty()) {
        for (Figure figure : FIGURES) {
          figure.write(folder, data).ifPresent(written::add);
        }
      }
      Path summary = folder.resolve("summary.md");
      Files.writeString(summary, Summary.text(data, noFonts));
      written.add(summary);
    } catch (IOException e) {
      throw ReportFolder.unwritable(folder, e);
    }
    return written;
  }

  private record Figure(String name, Function<ReportData, Optional<BufferedImage>> drawing) {

    Optional<Path> write(Path folder, ReportData data) throws IOException {
      Optional<BufferedImage> picture = drawing.apply(data);
      Path file = folder.resolve(name);
      if (picture.isPresent()) {
        ImageIO.write(picture.get(), "png", file.toFile());
      } else {
        Files.deleteIfExists(file);
      }
      return picture.map(drawn -> file);
    }
  }
}
