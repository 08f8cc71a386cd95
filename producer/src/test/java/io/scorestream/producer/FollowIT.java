package io.scorestream.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.rows.Rows;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningStack.class)
class FollowIT {

  @TempDir static Path folder;

  private static EmbeddedStack stack;
  private static KafkaClients clients;

  @BeforeAll
  static void start(EmbeddedStack running) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    stack = running;
    clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                Map.of()));
    new TopicAdministration(clients).apply(new NewTopics(4, NewTopics.CLUSTER_DEFAULT));
  }

  @Test
  void producersKilledAndStoppedWhileTheFileGrows_sendEachRowOnce() throws Exception {
    Path file =
        Files.writeString(folder.resolve("grows.csv"), "n,\"x\"\r\n1000,0.5\r\n1001,1.5\r\n");
    long seed = System.nanoTime();
    CountDownLatch enough = new CountDownLatch(1);
    CompletableFuture<Integer> writing =
        CompletableFuture.supplyAsync(() -> write(file, enough, new Random(seed)));
    Random random = new Random(seed + 1);
    int killed = 0;
    for (int round = 0; round < 3; round++) {
      int before = samples("grows").count();
      Process producer = process(file);
      await().until(() -> samples("grows").count() > before || !producer.isAlive());
      Thread.sleep(random.nextInt(400));
      killed += producer.isAlive() ? 1 : 0;
      if (round == 1) {
        producer.destroy();
        assertThat(producer.waitFor(30, TimeUnit.SECONDS)).as("SIGTERM ends it").isTrue();
      } else {
        producer.destroyForcibly().waitFor();
      }
    }
    assertThat(killed).as("seed %d", seed).isEqualTo(3);
    ProducerService last = service(Map.of("data", file.toString(), "follow", "true"));
    CompletableFuture<Void> following = CompletableFuture.runAsync(last::run);
    int sent = samples("grows").count();
    await().until(() -> samples("grows").count() > sent);
    enough.countDown();
    int rows = writing.join();
    await().until(() -> samples("grows").count() == rows);
    last.stop();
    following.get(30, TimeUnit.SECONDS);

    service(Map.of("data", file.toString(), "source.id", "at-once")).run();

    assertThat(samples("at-once").count()).isEqualTo(rows);
    assertThat(samples("grows")).as("seed %d", seed).isEqualTo(samples("at-once"));
  }

  /**
   * Writes rows 2 on, each in two parts, and now and then waits in the midst of one.
   *
   * @return how many rows there are then
   */
  private static int write(Path file, CountDownLatch enough, Random random) {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      int rows = 2;
      while (enough.getCount() > 0) {
        byte[] row = "%s,\"%s.5\"\r\n".formatted(1000 + rows, rows % 100).getBytes(UTF_8);
        int cut = random.nextInt(row.length);
        out.write(row, 0, cut);
        if (random.nextInt(8) == 0) {
          Thread.sleep(random.nextInt(40));
        }
        out.write(row, cut, row.length - cut);
        rows++;
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void rowUnlikeTheFirst_endsIt_andItGoesOnOnceThatIsMended() throws Exception {
    Path file = Files.writeString(folder.resolve("shifts.csv"), "0\n1\n1\n");
    Map<String, String> settings = Map.of("data", file.toString(), "follow", "true", "limit", "4");
    CompletableFuture<Void> following = CompletableFuture.runAsync(service(settings)::run);
    await().until(() -> samples("shifts").count() == 3);
    Files.writeString(file, "7\n", StandardOpenOption.APPEND);

    assertThatThrownBy(following::join)
        .hasMessageContaining("line 4, column 1: '7' is not binary, as the column is described");
    assertThatThrownBy(() -> service(settings).run()).hasMessageContaining("line 4, column 1: '7'");

    Files.writeString(file, "0\n1\n1\n0\n");
    service(settings).run();
    assertThat(samples("shifts").numbers()).containsExactly(0, 1, 1, 0);
  }

  @Test
  void fileShortenedWhileItIsFollowed_isRefusedWithItsRow() throws Exception {
    Path file = Files.writeString(folder.resolve("shortened.csv"), "10\n20\n30\n");
    CompletableFuture<Void> following =
        CompletableFuture.runAsync(service(Map.of("data", file.toString(), "follow", "true"))::run);
    await().until(() -> samples("shortened").count() == 3);

    Files.writeString(file, "10\n");

    assertThatThrownBy(() -> following.get(30, TimeUnit.SECONDS))
        .hasMessageContaining("line 3, which was read, ended at byte 9 of now 3");
    assertThat(samples("shortened").numbers()).containsExactly(10, 20, 30);
  }

  @Test
  void fileShortenedWhileItIsSent_endsWithoutAnEmptyBatch() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      rows.append(i).append('\n');
    }
    Path file = Files.writeString(folder.resolve("vanishes.csv"), rows);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(service(Map.of("data", file.toString(), "rate", "1000"))::run);
    await().until(() -> samples("vanishes").count() > 0);

    Files.writeString(file, "0\n");

    assertThatThrownBy(sending::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("vanishes.csv was changed while it was read")
        .hasMessageContaining("bytes and has 2");
    assertThat(samples("vanishes").count()).isBetween(1, 4_999);
  }

  private static Process process(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--data",
            file.toString(),
            "--follow",
            "--bootstrap-servers",
            stack.bootstrapServers(),
            "--registry-url",
            stack.registryUrl())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProducerService service(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("bootstrap.servers", stack.bootstrapServers());
    all.put("registry.url", stack.registryUrl());
    return new ProducerService(
        ProducerSettings.of(new SettingsLoader(ProducerSettings.DECLARED).values(all).load()));
  }

  /**
   * All samples of a source, having checked that their sequence numbers are contiguous and that no
   * batch is empty.
   */
  private static Rows samples(String source) {
    Topic topic = clients.topics().samples();
    EventReader<SampleBatch> reader =
        new EventReader<>(clients.connection(), topic, SampleBatch.class);
    List<Rows> parts = new ArrayList<>();
    long[] next = new long[1];
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (source.equals(record.key())) {
            SampleBatch batch = requireNonNull(reader.read(record));
            assertThat(batch.getFirstSequence()).isEqualTo(next[0]);
            next[0] += batch.getCount();
            parts.add(SampleBatches.samples(batch, batch.getDimension()));
          }
        });
    return Rows.joined(parts.isEmpty() ? 1 : parts.get(0).dimension(), parts);
  }
}
