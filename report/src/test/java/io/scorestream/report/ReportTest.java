package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.rows.Rows;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.MetricName;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

  private static final Rows NONE = Rows.zeros(0, 2);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16})
  void write_ofAFullRun_makesThreePicturesAndASummary(int dimension) throws IOException {
    List<Path> written = Report.write(folder, full(Fixtures.runWithLaw(dimension, 3), dimension));

    assertThat(written)
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            "error-against-m.png",
            "wasserstein-against-m.png",
            "generated-beside-real.png",
            "summary.md");
    for (Path picture : written.subList(0, 3)) {
      BufferedImage image = ImageIO.read(picture.toFile());
      assertThat(image.getWidth()).isEqualTo(1600);
      assertThat(image.getHeight()).isEqualTo(1000);
      assertThat(colours(image)).as(picture.toString()).isGreaterThan(20);
    }
  }

  @Test
  void write_withoutData_makesOnlyTheSummaryAndRemovesOlderPictures() throws IOException {
    RunSpec run = Fixtures.runWithLaw(2, 3);
    Report.write(folder, full(run, 2));

    List<Path> written = Report.write(folder, new ReportData(run, List.of(), NONE, NONE));

    assertThat(written).containsExactly(folder.resolve("summary.md"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("summary.md"));
    }
  }

  @Test
  void write_ofAnErrorThatIsZero_leavesItOutOfTheLogarithmicScale() {
    List<MetricLine> metrics = new ArrayList<>(Fixtures.threeMilestones(3));
    for (int k = 1; k <= 3; k++) {
      Metric zero = Fixtures.timestep(MetricName.ROBUST_ERROR, 512, k, 0.05, 0);
      metrics.add(new MetricLine("topic", zero));
    }
    ReportData data = new ReportData(Fixtures.runWithLaw(2, 3), metrics, NONE, NONE);

    assertThat(Report.write(folder, data)).hasSize(3);
  }

  @Test
  void write_withForecasts_drawsThem() throws IOException {
    List<MetricLine> metrics = new ArrayList<>(Fixtures.threeMilestones(2));
    Fixtures.milestone(2_048, 2).forEach(metric -> metrics.add(new MetricLine("topic", metric)));
    RunSpec run = Fixtures.runWithLaw(2, 2);
    ReportData data = new ReportData(run, metrics, Forecasts.milestone(2_048), NONE, NONE);

    assertThat(Report.write(folder, data)).contains(folder.resolve("forecast.png"));
    assertThat(colours(ImageIO.read(folder.resolve("forecast.png").toFile()))).isGreaterThan(20);
  }

  @Test
  void write_whereAFileIsInTheWay_saysWhere() throws IOException {
    Path file = Files.createFile(folder.resolve("occupied"));

    assertThatThrownBy(() -> Report.write(file, full(Fixtures.runWithLaw(2, 3), 2)))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining(file.toString());
  }

  private static ReportData full(RunSpec run, int dimension) {
    return new ReportData(
        run,
        Fixtures.threeMilestones(3),
        Fixtures.normal(300, dimension, 1),
        Fixtures.normal(200, dimension, 2));
  }

  private static long colours(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).distinct().count();
  }
}
