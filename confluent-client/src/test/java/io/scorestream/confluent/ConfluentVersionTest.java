package io.scorestream.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes are Confluent's own release, once, however the build came by them. */
class ConfluentVersionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka-schema-registry-client",
        "kafka-avro-serializer",
        "kafka-schema-serializer",
        "common-utils"
      })
  void classPath_eachConfluentArtifact_isPresentOnceInVersion795(String artifact)
      throws IOException {
    ClassLoader loader = KafkaAvroSerializer.class.getClassLoader();
    List<URL> found =
        Collections.list(
            loader.getResources("META-INF/maven/io.confluent/" + artifact + "/pom.properties"));
    assertThat(found).hasSize(1);
    Properties properties = new Properties();
    try (InputStream in = found.get(0).openStream()) {
      properties.load(in);
    }
    assertThat(properties).containsEntry("version", "7.9.5").containsEntry("artifactId", artifact);
  }
}
