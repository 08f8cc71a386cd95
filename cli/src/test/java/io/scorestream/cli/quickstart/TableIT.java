package io.scorestream.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of columns of all kinds is learned, and samples of it are such rows again. */
class TableIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLOURS = List.of("blue", "green", "red");
  private static final int BINARY = 15;
  private static final int ROWS = 1_200;

  @TempDir private Path directory;

  @Test
  void kindsOfColumns_comeOutAsTheyWentIn() throws IOException {
    Path file = Files.write(directory.resolve("people.csv"), rows());
    Path home = directory.resolve("home");
    Invocation trained =
        Invocation.of(
            "quickstart",
            "--data",
            file.toString(),
            "--timesteps",
            "24",
            "--exit",
            "--dir",
            home.toString(),
            "--report",
            directory.resolve("report").toString());
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    for (String line : Files.readAllLines(directory.resolve("report").resolve("metrics.jsonl"))) {
      JsonNode metric = JSON.readTree(line);
      if (metric.get("metric").asText().endsWith("loss")) {
        assertThat(metric.get("value").isNumber()).as(line).isTrue();
      }
    }

    Invocation described = Invocation.of("samples", "describe", "people", "--dir", home.toString());
    assertThat(described.exitCode()).as(described.err()).isZero();
    assertThat(described.out()).containsPattern("(?m)^b0 +binary +0 +1 ");

    Path samples = directory.resolve("new.csv");
    Invocation made =
        Invocation.of(
            "generate",
            "people-n24-s1",
            "-n",
            "4000",
            "--seed",
            "1",
            "--dir",
            home.toString(),
            "--out",
            samples.toString());
    assertThat(made.exitCode()).as(made.err()).isZero();
    List<String> lines = Files.readAllLines(samples);
    assertThat(lines.get(0)).isEqualTo(rows().get(0));
    List<String[]> cells = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    for (int j = 0; j < BINARY; j++) {
      int column = j;
      assertThat(cells).as("column b%s", j).allMatch(row -> row[column].matches("[01]"));
      assertThat(cells.stream().filter(row -> row[column].equals("1")).count() / 4_000.0)
          .as("frequency of b%s", j)
          .isCloseTo(frequency(j), within(0.1));
    }
    assertThat(cells).allMatch(row -> COLOURS.contains(row[BINARY]));
    assertThat(cells.stream().filter(row -> row[BINARY].equals("red")).count() / 4_000.0)
        .as("frequency of red")
        .isCloseTo(0.2, within(0.1));
    assertThat(cells.stream().mapToDouble(row -> Double.parseDouble(row[BINARY + 1])).average())
        .as("mean income")
        .hasValueCloseTo(60_000.0, within(6_000.0));
  }

  private static double frequency(int column) {
    return 0.1 + 0.05 * column;
  }

  private static List<String> rows() {
    RandomGenerator rng = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.join(",", IntStream.range(0, BINARY).mapToObj(j -> "b" + j).toList())
            + ",colour,income,height");
    for (int i = 0; i < ROWS; i++) {
      List<String> row = new ArrayList<>();
      for (int j = 0; j < BINARY; j++) {
        row.add(rng.nextDouble() < frequency(j) ? "1" : "0");
      }
      double colour = rng.nextDouble();
      row.add(COLOURS.get(colour < 0.5 ? 0 : colour < 0.8 ? 1 : 2));
      row.add(String.valueOf(60_000 + 20_000 * rng.nextGaussian()));
      row.add(String.valueOf(1.7 + 0.1 * rng.nextGaussian()));
      lines.add(String.join(",", row));
    }
    return lines;
  }
}
