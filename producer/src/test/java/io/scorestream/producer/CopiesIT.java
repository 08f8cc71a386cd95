package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.SourceEnd;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of data whose registry was restored with it, without it, or as another. */
class CopiesIT {

  private static final int SENT = 300;

  @TempDir Path folder;

  @Test
  void copy_goesOnWithItsRegistryAndIsRefusedWithAnother() throws Exception {
    Path data = folder.resolve("data");
    try (EmbeddedStack stack = EmbeddedStack.start(data, StackPorts.FREE)) {
      new TopicAdministration(clients(stack)).apply(new NewTopics(1, NewTopics.CLUSTER_DEFAULT));
      produce(stack, SENT);
      assertThat(sent(stack)).isEqualTo(SENT);
    }
    Path copy = copy(data, folder.resolve("copy"));
    try (EmbeddedStack restored = EmbeddedStack.start(copy, StackPorts.FREE)) {
      produce(restored, 2 * SENT);
      assertThat(sent(restored)).isEqualTo(2 * SENT);
    }

    delete(copy.resolve("registry"));
    try (EmbeddedStack without = EmbeddedStack.start(copy, StackPorts.FREE)) {
      assertRefused(without, "does not know schema id");
      occupyIds(without);
      assertRefused(without, "by which something else was written");
    }

    delete(copy.resolve("registry"));
    copy(data.resolve("registry"), copy.resolve("registry"));
    try (EmbeddedStack again = EmbeddedStack.start(copy, StackPorts.FREE)) {
      assertThat(sent(again)).isEqualTo(2 * SENT);
    }
  }

  private static void assertRefused(EmbeddedStack stack, String why) {
    assertThatThrownBy(() -> produce(stack, 3 * SENT))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
        .hasMessageContaining(why);
    assertThatThrownBy(() -> sent(stack)).hasMessageContaining(why);
  }

  /** As an emptied registry fills with what others of its users have. */
  private static void occupyIds(EmbeddedStack stack) throws Exception {
    for (int size : new int[] {2, 3, 5, 7}) {
      String schema =
          "{\\\"type\\\": \\\"fixed\\\", \\\"name\\\": \\\"other\\\", \\\"size\\\": " + size + "}";
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(stack.registryUrl() + "/subjects/others-" + size + "/versions"))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"schema\": \"" + schema + "\"}"))
              .build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private static void produce(EmbeddedStack stack, int limit) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", stack.bootstrapServers());
    settings.put("registry.url", stack.registryUrl());
    settings.put("law", "ring");
    settings.put("source.id", "ring");
    settings.put("limit", String.valueOf(limit));
    new ProducerService(
            ProducerSettings.of(
                new SettingsLoader(ProducerSettings.DECLARED).values(settings).load()))
        .run();
  }

  private static long sent(EmbeddedStack stack) {
    return SourceEnd.sent(clients(stack), "ring");
  }

  private static KafkaClients clients(EmbeddedStack stack) {
    return new KafkaClients(
        new ConnectionSettings(
            stack.bootstrapServers(),
            stack.registryUrl(),
            new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
            Map.of()));
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
