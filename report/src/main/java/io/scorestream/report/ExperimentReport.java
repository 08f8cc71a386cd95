package io.scorestream.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Result;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Writes what an experiment came to: its numbers, the points of its figure, and the figure. */
public final class ExperimentReport {

  private ExperimentReport() {}

  /**
   * Writes {@code NAME.csv}, {@code NAME-curves.csv} and {@code NAME.png}. Where this Java has no
   * fonts the figure is left out.
   *
   * @param folder made unless it is there; files of these names are replaced
   * @return why there is no figure; empty where there is one
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}
   */
  public static Optional<String> write(Path folder, String name, Result result) {
    ReportFolder.create(folder);
    Optional<String> noFonts = Fonts.problem();
    try {
      csv(folder.resolve(name + ".csv"), checks(result));
      csv(folder.resolve(name + "-curves.csv"), curves(result));
      Path picture = folder.resolve(name + ".png");
      if (noFonts.isEmpty()) {
        ImageIO.write(ExperimentFigure.draw(result.figure()), "png", picture.toFile());
      } else {
        Files.deleteIfExists(picture);
      }
    } catch (IOException e) {
      throw ReportFolder.unwritable(folder, e);
    }
    return noFonts;
  }

  private static void csv(Path file, List<List<String>> rows) throws IOException {
    try (CsvWriter writer = CsvWriter.builder().build(file)) {
      rows.forEach(writer::writeRecord);
    }
  }

  private static List<List<String>> checks(Result result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("setting", "quantity", "expected", "low", "high", "measured", "verdict", "basis"));
    for (Check check : result.checks()) {
      rows.add(
          List.of(
              check.setting(),
              check.quantity(),
              number(check.expected()),
              number(check.accepted().low()),
              number(check.accepted().high()),
              number(check.measured()),
              check.holds() ? "pass" : "fail",
              check.basis().text()));
    }
    return rows;
  }

  private static List<List<String>> curves(Result result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("curve", "style", "x", "y"));
    for (Curve curve : result.figure().curves()) {
      String style = curve.style().name().toLowerCase(Locale.ROOT).replace('_', '-');
      for (Curve.Point point : curve.points()) {
        rows.add(List.of(curve.label(), style, number(point.x()), number(point.y())));
      }
    }
    return rows;
  }

  /** In full; empty where an interval is open. */
  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
