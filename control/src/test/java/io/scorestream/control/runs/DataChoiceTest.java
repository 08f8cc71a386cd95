package io.scorestream.control.runs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.run.Run;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataChoiceTest {

  @TempDir private Path folder;

  @Test
  void columnsOfATable_haveScalesOfTheirOwn_andPixelsACommonOne() throws IOException {
    Path file = file(100, i -> i % 7 + "," + i % 13 * 100);

    assertThat(spec(file, TableChoice.ALL).getStandardisation().getScale())
        .doesNotHaveDuplicates()
        .hasSize(2);
    RunSpec pixels = spec(file, TableSettings.of(Map.of("image", "1x2")));
    assertThat(pixels.getStandardisation().getScale().get(0))
        .isEqualTo(pixels.getStandardisation().getScale().get(1));
    assertThat(pixels.getImage()).isEqualTo(new ImageShape(1, 2, 1, 0));
  }

  @Test
  void kindsAndCategories_reachTheRun_andOneCoordinateStandsForEach() throws IOException {
    RunSpec spec = spec(file(100, i -> i + "," + "abc".charAt(i % 3)), TableChoice.ALL);

    assertThat(spec.getColumns())
        .extracting(SourceColumn::getKind)
        .containsExactly(ColumnKind.INTEGER, ColumnKind.CATEGORICAL);
    assertThat(spec.getColumns().get(1).getCategories()).containsExactly("a", "b", "c");
    assertThat(spec.getStandardisation().getScale()).hasSize(4);
  }

  @Test
  void rowsThatDoNotDiffer_areRefusedInWords() throws IOException {
    assertThatThrownBy(() -> spec(file(9, i -> "7,x"), TableChoice.ALL))
        .hasMessageContaining("has nothing to learn: its 9 rows are all equal");
  }

  @Test
  void source_thatNobodyNamed_isTheLawAndItsSeed() {
    RunSpec spec = specOf(Map.of("seed", "7"));
    assertThat(spec.getSource()).isEqualTo("mixture-7");
    assertThat(spec.getRun()).isEqualTo("mixture-n50-s7");
  }

  @Test
  void law_givenOneOfItsColumns_hasItsScoreAndDrawsOfThatColumn() {
    Run run = new Run(specOf(Map.of("law", "two-modes", "condition", "x3,8")));
    assertThat(run.condition().orElseThrow().columns()).containsExactly(2, 7);
    assertThat(run.scoredDimension()).isEqualTo(6);
    assertThat(requireNonNull(run.spec().getCondition()).getGiven()).hasSize(1_024);
    assertThat(run.condition().orElseThrow().dropping()).isZero();
    assertThat(run.variances()).hasSize(6);
  }

  /** 1,024 independent draws of x1, whose deviation is 1.04, would miss its mean by 0.03. */
  @Test
  void law_givenOneOfItsColumns_isGivenItAsItIsDrawn() {
    RunSpec spec = specOf(Map.of("law", "two-modes", "condition", "x1"));
    double[] given =
        requireNonNull(spec.getCondition()).getGiven().stream()
            .mapToDouble(values -> values.getNumbers().get(0))
            .toArray();
    assertThat(Arrays.stream(given).average().orElseThrow()).isCloseTo(0, within(0.015));
    assertThat(Arrays.stream(given).filter(x -> x > 0).count()).isBetween(502L, 522L);
  }

  @Test
  void source_thatIsNamed_namesTheRunToo() {
    Map<String, String> given = Map.of("law", "ring", "source.id", "My.Ring_2");
    RunSpec spec = specOf(given);
    assertThat(spec.getSource()).isEqualTo("My.Ring_2");
    assertThat(spec.getRun()).isEqualTo("my-ring-2-n50-s1");
    assertThat(settings(given).data().producerSettings())
        .containsEntry("source.id", "My.Ring_2")
        .containsEntry("law", "ring");
  }

  @Test
  void run_onASourceWithALongName_hasAnIdThatRunsMayHave() {
    assertThat(specOf(Map.of("source.id", "x".repeat(128))).getRun())
        .isEqualTo("x".repeat(40) + "-n50-s1");
  }

  private static RunSpec specOf(Map<String, String> given) {
    return settings(given).spec(new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX));
  }

  private static RunSettings settings(Map<String, String> given) {
    return RunSettings.of(new SettingsLoader(RunSettings.DECLARED).values(given).load());
  }

  private static RunSpec spec(Path file, TableChoice table) {
    return new DataChoice.OfFile("rows", file, table, null)
        .draft("r", "t", 2, null, 1, Conditioning.NONE)
        .spec();
  }

  private Path file(int rows, IntFunction<String> row) throws IOException {
    return Files.writeString(
        folder.resolve("rows.csv"),
        IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n", "", "\n")));
  }
}
