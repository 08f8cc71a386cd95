package io.scorestream.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader with today's schemas must understand everything that a released version ever wrote. */
class SchemaHistoryTest {

  private static final Path CURRENT = Path.of("src/main/avro");
  private static final Path HISTORY = Path.of("history");

  static List<Path> released() throws IOException {
    try (Stream<Path> files = Files.walk(HISTORY)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void currentSchema_readsReleasedOne(Path released) throws IOException {
    Path current = CURRENT.resolve(released.getFileName());
    assertThat(current).as("a released schema may never be removed").exists();
    var result =
        SchemaCompatibility.checkReaderWriterCompatibility(parse(current), parse(released));
    assertThat(result.getType())
        .as("%s: %s", released, result.getResult().getIncompatibilities())
        .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void check_refusesNewFieldWithoutDefault() throws IOException {
    Schema released = parse(CURRENT.resolve("SampleBatch.avsc"));
    String text =
        released
            .toString()
            .replaceFirst(
                "\\{\"name\":\"count\"",
                "{\"name\":\"label\",\"type\":\"int\"},{\"name\":\"count\"");
    Schema changed = new Schema.Parser().parse(text);
    assertThat(changed.getField("label")).isNotNull();
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(changed, released).getType())
        .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.INCOMPATIBLE);
  }

  @Test
  void history_holdsEverySchema() throws IOException {
    List<String> known = released().stream().map(file -> file.getFileName().toString()).toList();
    try (Stream<Path> files = Files.list(CURRENT)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !known.contains(name))
          .findFirst()
          .ifPresent(name -> fail("copy %s to history/<version> when it is released", name));
    }
  }

  private static Schema parse(Path file) throws IOException {
    return new Schema.Parser().parse(file.toFile());
  }
}
