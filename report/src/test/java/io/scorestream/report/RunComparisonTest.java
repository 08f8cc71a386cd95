package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Metric;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.report.RunComparison.Difference;
import io.scorestream.report.RunComparison.Lower;
import io.scorestream.report.terminal.ComparisonTable;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunComparisonTest {

  private static final int TIMESTEPS = 4;
  private static final RunSpec LAW = Fixtures.runWithLaw(2, TIMESTEPS);

  /** Blue and vermillion, the colours of the two runs. */
  private static final List<Integer> COLOURS = List.of(0xFF0072B2, 0xFFD55E00);

  @Test
  void lower_isThatWhoseIntervalLiesBelow() {
    RunComparison runs = comparison(LAW, 0.5);

    assertThat(runs.lower(256)).isEqualTo(Lower.B);
    assertThat(comparison(LAW, 2).lower(256)).isEqualTo(Lower.A);
    assertThat(comparison(LAW, 1.1).lower(256)).as("10 % to both sides").isEqualTo(Lower.NEITHER);
    assertThat(runs.lower(1024)).as("only one was measured there").isEqualTo(Lower.UNKNOWN);
  }

  @Test
  void errors_ofOtherKinds_areNotCompared() {
    RunComparison runs = comparison(named("other", Fixtures.runWithoutLaw(2, TIMESTEPS)), 0.5);

    assertThat(runs.headline()).isEmpty();
    assertThat(runs.lower(256)).isEqualTo(Lower.UNKNOWN);
    assertThat(ComparisonTable.lines(runs, StandardCharsets.UTF_8))
        .contains("Their errors are not of the same kind: only distances are set side by side.")
        .anySatisfy(line -> assertThat(line).matches(" +256 +7.813 7.813 +3.50 3.50"));
  }

  @Test
  void differences_areThoseOfTheSpecifications_butForTheirNames() {
    RunSpec other =
        RunSpec.newBuilder(named("other", LAW))
            .setSeed(9)
            .setOptimiser(
                OptimiserSpec.newBuilder(LAW.getOptimiser()).setLearningRate(0.25).build())
            .build();

    assertThat(comparison(other, 1).differences())
        .containsOnlyKeys("optimiser.learningRate", "seed")
        .containsEntry("seed", new Difference("1", "9"));
  }

  @Test
  void table_fitsATerminal() {
    List<String> lines =
        ComparisonTable.lines(comparison(named("other", LAW), 0.5), StandardCharsets.US_ASCII);

    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(String.join("\n", lines))
        .contains("A s*D^.05", "B s*D^.05")
        .containsPattern(
            "\n +256 +\\.1042 \\[\\.094 \\.115] +\\.0521 \\[\\.047 \\.057] +\\.500 B ");
  }

  @Test
  void picture_hasBothRuns() {
    BufferedImage picture = comparison(named("other", LAW), 0.5).picture().orElseThrow();
    List<Integer> pixels =
        IntStream.range(0, picture.getWidth() * picture.getHeight())
            .mapToObj(
                i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) | 0xFF000000)
            .distinct()
            .toList();

    assertThat(pixels).containsAll(COLOURS);
    assertThat(new RunComparison(nothing(), nothing()).picture()).isEmpty();
  }

  private static ComparedRun nothing() {
    return ComparedRun.of(LAW, List.of());
  }

  /** Of a run of three milestones and one of two, whose errors are so many times as large. */
  private static RunComparison comparison(RunSpec other, double factor) {
    List<Metric> metrics = new ArrayList<>();
    List<Metric> others = new ArrayList<>();
    for (long m = 256; m <= 1024; m *= 2) {
      metrics.addAll(Fixtures.milestone(m, TIMESTEPS));
    }
    for (Metric metric : metrics) {
      if (metric.getMilestone() < 1024) {
        double scale = metric.getTimestep() == null ? 1 : factor;
        others.add(
            Metric.newBuilder(metric)
                .setRun(other.getRun())
                .setValue(scale * metric.getValue())
                .setLow(metric.getLow() == null ? null : scale * metric.getLow())
                .setHigh(metric.getHigh() == null ? null : scale * metric.getHigh())
                .build());
      }
    }
    return new RunComparison(ComparedRun.of(LAW, metrics), ComparedRun.of(other, others));
  }

  private static RunSpec named(String run, RunSpec spec) {
    return RunSpec.newBuilder(spec).setRun(run).build();
  }
}
