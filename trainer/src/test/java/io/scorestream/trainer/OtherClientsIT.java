package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreWeights;
import io.scorestream.fixtures.Python;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.trainer.Deployment.Running;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lines of Python that a page shows, run out of it: librdkafka and Apache's Avro write samples
 * and read what is made of them, with nothing of ours.
 */
class OtherClientsIT extends OnEmbeddedStack {

  private static final Path PAGE = Path.of("../docs/topics-in-python.md");
  private static final Path SCHEMAS = Path.of("../schemas/src/main/avro").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void samples_writtenByAnotherClient_areTrainedOn_andItReadsTheNetworks() throws Exception {
    Optional<Python> python = Python.with("numpy", "avro", "confluent_kafka");
    assumeTrue(python.isPresent(), "no Python with NumPy, avro and confluent_kafka is installed");
    Deployment deployment = deployment("others");
    RunSpec spec = deployment.small("r").build();

    run(
        python.orElseThrow(),
        deployment,
        """
        describe("r", ["x", "y"], sys.argv[1])
        rows = np.random.default_rng(1).normal((0.5, -0.25), 1.5, (%s, 2))
        for first in range(0, len(rows), 10):
            send("r", first, rows[first:first + 10], sys.argv[1])
        """
            .formatted(ALL));
    deployment.publish(spec);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();
    String read =
        run(
            python.orElseThrow(),
            deployment,
            """
            for run, milestone, network, numbers in weights():
                print("network", run, milestone, network, numbers.tobytes().hex())
            for *of, value in metrics("metrics-training"):
                print("metric", *of, struct.pack(">d", value).hex())
            """);

    assertThat(deployment.deadLetters()).isEmpty();
    assertThat(deployment.samples())
        .extracting(SampleBatch::getFirstSequence)
        .containsExactlyElementsOf(LongStream.range(0, ALL / 10).mapToObj(i -> 10 * i).toList());
    assertThat(read.lines().filter(line -> line.startsWith("network")))
        .hasSize(3 * 4)
        .containsExactlyInAnyOrderElementsOf(
            deployment.networks().stream().map(network -> line(network.weights())).toList());
    assertThat(read.lines().filter(line -> line.startsWith("metric")))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            deployment.metrics().stream().map(OtherClientsIT::line).toList());
  }

  private String run(Python python, Deployment deployment, String lines) throws Exception {
    ConnectionSettings connection = deployment.clients().connection();
    String addresses =
        """
        import os, sys
        os.environ["SCORESTREAM_BOOTSTRAP_SERVERS"] = "%s"
        os.environ["SCORESTREAM_REGISTRY_URL"] = "%s"
        os.environ["SCORESTREAM_TOPIC_PREFIX"] = "%s"
        """
            .formatted(
                connection.bootstrapServers(),
                connection.registryUrl(),
                connection.topics().prefix());
    return python.run(folder, addresses + Python.shownOn(PAGE) + lines, SCHEMAS.toString());
  }

  private static String line(ScoreWeights network) {
    ByteBuffer weights = network.getWeights().duplicate();
    byte[] bytes = new byte[weights.remaining()];
    weights.get(bytes);
    return "network %s %s %s %s"
        .formatted(
            network.getRun(),
            network.getMilestone(),
            network.getNetwork(),
            HexFormat.of().formatHex(bytes));
  }

  private static String line(Metric metric) {
    return "metric %s %s %s %s %s"
        .formatted(
            metric.getRun(),
            metric.getMilestone(),
            metric.getTimestep() == null ? "None" : metric.getTimestep(),
            metric.getMetric(),
            HexFormat.of().toHexDigits(Double.doubleToLongBits(metric.getValue())));
  }
}
