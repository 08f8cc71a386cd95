package io.scorestream.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reader with today's schemas must understand everything that a released version ever wrote:
 * whatever releases there are in {@code history}. There is none yet, so that the check itself is
 * tried on made-up ones.
 */
class SchemaHistoryTest {

  private static final List<String> SHARED = List.of("SourceInfo.avsc", "ReverseUpdate.avsc");
  private static final Path CURRENT = Path.of("src/main/avro");
  private static final Path HISTORY = Path.of("history");

  @TempDir Path history;
  private Path release;

  @BeforeEach
  void makeUpARelease() throws IOException {
    release = Files.createDirectory(history.resolve("1.0.0"));
    for (Path schema : schemas(CURRENT)) {
      Files.copy(schema, release.resolve(schema.getFileName()));
    }
  }

  @Test
  void currentSchemas_readAllThatWasReleased() throws IOException {
    assertThat(complaints(HISTORY)).isEmpty();
  }

  @Test
  void schemas_readThemselves() throws IOException {
    assertThat(complaints(history)).isEmpty();
  }

  @Test
  void check_refusesAFieldWithoutDefaultThatNoReleaseWrote() throws IOException {
    rewrite("SampleBatch.avsc", "{\"name\":\"count\"", "{\"name\":\"number\"");
    assertThat(complaints(history))
        .singleElement()
        .asString()
        .contains("1.0.0", "SampleBatch", "READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void check_refusesThatAReleasedSchemaIsGone() throws IOException {
    Files.move(release.resolve("Metric.avsc"), release.resolve("Gone.avsc"));
    assertThat(complaints(history))
        .singleElement()
        .asString()
        .contains("Gone.avsc", "may never be removed");
  }

  private void rewrite(String name, String from, String to) throws IOException {
    Path file = release.resolve(name);
    String text = parse(file).toString();
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static List<String> complaints(Path history) throws IOException {
    return schemas(history).stream().flatMap(file -> complaint(file).stream()).toList();
  }

  private static Optional<String> complaint(Path released) {
    Path current = CURRENT.resolve(released.getFileName());
    if (!Files.exists(current)) {
      return Optional.of(released + ": a released schema may never be removed");
    }
    SchemaPairCompatibility found =
        SchemaCompatibility.checkReaderWriterCompatibility(parse(current), parse(released));
    return found.getType() == SchemaCompatibilityType.COMPATIBLE
        ? Optional.empty()
        : Optional.of(released + ": " + found.getResult().getIncompatibilities());
  }

  private static List<Path> schemas(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    }
  }

  /** With the schemas beside it whose types others speak of. */
  private static Schema parse(Path file) {
    Schema.Parser parser = new Schema.Parser();
    try {
      for (String shared : SHARED) {
        if (!file.endsWith(shared)) {
          parser.parse(file.resolveSibling(shared).toFile());
        }
      }
      return parser.parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
