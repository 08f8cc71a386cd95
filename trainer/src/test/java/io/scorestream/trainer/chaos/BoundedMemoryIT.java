package io.scorestream.trainer.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a trainer's process holds in memory while it trains on very many samples of 64 floats, by
 * the kernel's count. Takes twice the data's size on disk, so it runs where it is asked for: {@code
 * -Dmemory.samples=20000000}.
 */
@EnabledIfSystemProperty(named = "memory.samples", matches = "\\d+")
class BoundedMemoryIT {

  private static final int DIMENSION = 64;
  private static final int BATCH = 16_384;

  /** Beside what TensorFlow and the JVM take with hardly any samples. */
  private static final long ALLOWED_KIB = 1_500_000;

  @TempDir private Path folder;

  @Test
  void manySamples_areTrainedOnInLittleMemory() throws Exception {
    long samples = Long.getLong("memory.samples");
    try (EmbeddedStack stack = EmbeddedStack.start(folder.resolve("stack"), StackPorts.FREE)) {
      Map<String, Long> few = peaks(stack, "few", 2 * BATCH);
      Map<String, Long> many = peaks(stack, "many", samples);
      System.out.printf(
          Locale.ROOT,
          "KiB resident with %d samples: %s; with %d: %s%n",
          2 * BATCH,
          few,
          samples,
          many);
      assertThat(requireNonNull(many.get("RssAnon")) - requireNonNull(few.get("RssAnon")))
          .isLessThan(ALLOWED_KIB);
    }
  }

  private Map<String, Long> peaks(EmbeddedStack stack, String prefix, long samples)
      throws Exception {
    ConnectionSettings connection =
        new ConnectionSettings(
            stack.bootstrapServers(), stack.registryUrl(), new TopicCatalogue(prefix), Map.of());
    Deployment deployment = new Deployment(connection, folder);
    Standardiser standardiser = Standardiser.identity(DIMENSION);
    String topic = connection.topics().samples().name();
    RunSpec draft = new RunDraft("r", topic, "r", standardiser, null, 6, samples / 2, 1).spec();
    deployment.apply(
        RunSpec.newBuilder(draft)
            .setMilestones(new MilestoneSpec(samples / 4, 2.0, samples / 2))
            .build());
    send(deployment, topic, samples);
    Path own = Files.createDirectories(deployment.cache());
    Map<String, Long> peaks = new TreeMap<>();
    try (TrainerProcess trainer =
        TrainerProcess.start(
            own,
            Map.of(
                "instance",
                "only",
                "bootstrap.servers",
                stack.bootstrapServers(),
                "registry.url",
                stack.registryUrl(),
                "topic.prefix",
                prefix),
            Map.of(),
            List.of())) {
      int milestones = 0;
      while (milestones < 12) {
        assertThat(trainer.isAlive()).as(trainer.log()).isTrue();
        trainer.resident().forEach((kind, kib) -> peaks.merge(kind, kib, Math::max));
        Thread.sleep(500);
        milestones = deployment.milestones().size();
      }
    }
    return peaks;
  }

  private static void send(Deployment deployment, String topic, long samples) throws Exception {
    Random rng = new Random(5);
    Rows rows = Rows.zeros(BATCH, DIMENSION);
    try (Producer<String, SpecificRecord> producer = deployment.clients().producer("many")) {
      for (long first = 0; first < samples; first += BATCH) {
        for (int i = 0; i < rows.numbers().length; i++) {
          rows.numbers()[i] = (float) (3.4 * (rng.nextFloat() - .5));
        }
        SampleBatch batch = SampleBatches.batch("r", first, rows);
        var unused = producer.send(new ProducerRecord<>(topic, 0, "r", batch));
      }
    }
  }
}
