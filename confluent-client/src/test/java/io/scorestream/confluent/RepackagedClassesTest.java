package io.scorestream.confluent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepackagedClassesTest {

  @Test
  void jar_carriesTheLicenceThatConfluentsClassesAreUnder() throws IOException {
    assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka-schema-registry-client",
        "kafka-avro-serializer",
        "kafka-schema-serializer",
        "common-utils",
        "logredactor",
        "logredactor-metrics"
      })
  void notice_namesEachOfConfluentsParts_inTheVersionThatIsThere(String part) throws IOException {
    Properties built = new Properties();
    try (InputStream file = open("META-INF/maven/io.confluent/" + part + "/pom.properties")) {
      built.load(file);
    }
    assertThat(text("META-INF/NOTICE")).contains(part, built.getProperty("version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"META-INF/FastDoubleParser-LICENSE", "META-INF/FastDoubleParser-NOTICE"})
  void noticesWithinNotices_comeAlong(String name) throws IOException {
    assertThat(text("META-INF/NOTICE")).contains(name);
    assertThat(text(name)).isNotBlank();
  }

  /** Of this module itself: the classes beside it on the path have notices of their own. */
  private static InputStream open(String name) throws IOException {
    return Files.newInputStream(Path.of("target", "classes", name));
  }

  private static String text(String name) throws IOException {
    try (InputStream file = open(name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
