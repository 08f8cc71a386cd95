package io.scorestream.cli.doctor;

import io.scorestream.embedded.EmbeddedStartException;
import io.scorestream.embedded.RegistryDistribution;
import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Certificates;
import io.scorestream.service.kafka.Connectivity;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.ServerCertificate;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at everything that Scorestream needs. What is asked over the network is asked at once, on
 * threads of its own, and is not waited for beyond {@link #PATIENCE}.
 */
final class Examination {

  /** For an answer of Kafka or the registry; a client's own retries go on for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int LEAST_JAVA = 17;
  private static final long LEAST_MEMORY_MIB = 2_048;
  private static final long LEAST_DISK_MIB = 1_024;

  private final ConnectionSettings connection;

  Examination(ConnectionSettings connection) {
    this.connection = connection;
  }

  /** One finding for each thing, in the order in which they build on each other. */
  List<Finding> findings() {
    CompletableFuture<Finding> kafka =
        remote(
            "kafka",
            () -> "cluster " + Connectivity.checkKafka(new KafkaClients(connection)),
            cause -> Unavailable.kafka(connection.bootstrapServers(), cause));
    CompletableFuture<Finding> registry =
        remote(
            "registry",
            () ->
                connection.registryUrl()
                    + " with "
                    + Connectivity.checkRegistry(connection)
                    + " subjects",
            cause -> Unavailable.registry(connection.registryUrl(), cause));
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory());
    findings.add(disk());
    findings.addAll(tensorFlow());
    Stream.of(NativeLibrary.values()).map(NativeLibrary::examine).forEach(findings::add);
    findings.add(embeddedRegistry());
    findings.add(kafka.join());
    findings.add(registry.join());
    Certificates.servers(connection).forEach(server -> findings.add(certificate(server)));
    return findings;
  }

  private Finding certificate(String server) {
    try {
      ServerCertificate shown = Certificates.of(server, connection, Instant.now());
      String found =
          "of " + server + " ends on " + shown.end().atZone(ZoneOffset.UTC).toLocalDate();
      return shown.problems().isEmpty()
          ? Finding.ok("certificate", found)
          : Finding.note(
              "certificate",
              "of " + server + " " + String.join(", and ", shown.problems()),
              "renew it: docs/operations.md, Secure");
    } catch (IOException e) {
      return Finding.fault(
          "certificate",
          server + " shows none: " + e.getMessage(),
          "see whether it is there, and speaks TLS");
    }
  }

  private static Finding java() {
    String found = Runtime.version() + ", " + System.getProperty("os.arch");
    return Runtime.version().feature() >= LEAST_JAVA
        ? Finding.ok("java", found)
        : Finding.fault("java", found, "install JDK " + LEAST_JAVA + " or later");
  }

  private static Finding memory() {
    long mib =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize() >> 20
            : Runtime.getRuntime().maxMemory() >> 20;
    String found = mib + " MiB, " + Runtime.getRuntime().availableProcessors() + " processors";
    return mib >= LEAST_MEMORY_MIB
        ? Finding.ok("memory", found)
        : Finding.note(
            "memory", found, "quickstart wants " + LEAST_MEMORY_MIB + " MiB; close other programs");
  }

  private static Finding disk() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      long mib = Files.getFileStore(temporary).getUsableSpace() >> 20;
      String found = mib + " MiB free for " + temporary;
      return mib >= LEAST_DISK_MIB
          ? Finding.ok("disk", found)
          : Finding.note("disk", found, "free " + LEAST_DISK_MIB + " MiB or set java.io.tmpdir");
    } catch (IOException e) {
      return Finding.fault(
          "disk", temporary + " cannot be used: " + e.getMessage(), "set java.io.tmpdir");
    }
  }

  private static List<Finding> tensorFlow() {
    try {
      TensorFlowRuntime runtime = TensorFlowRuntime.start();
      Device device = runtime.device(DevicePreference.AUTO);
      return List.of(
          Finding.ok(
              "tensorflow",
              "engine " + runtime.engineVersion() + ", native " + runtime.nativeVersion()),
          Finding.ok("device", device.description()));
    } catch (IllegalStateException e) {
      String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
      return List.of(Finding.fault("tensorflow", parts[0], parts.length > 1 ? parts[1] : ""));
    }
  }

  private static Finding embeddedRegistry() {
    try {
      return Finding.ok("quickstart", "registry in " + RegistryDistribution.locate().runnerJar());
    } catch (EmbeddedStartException e) {
      return Finding.note("quickstart", e.problem(), e.remedy());
    }
  }

  private static CompletableFuture<Finding> remote(
      String subject,
      Supplier<String> question,
      Function<Throwable, ScorestreamException> unanswered) {
    CompletableFuture<Finding> answer = new CompletableFuture<>();
    Thread asking =
        new Thread(() -> answer.complete(answered(subject, question)), "ask " + subject);
    // Left behind when it is not waited for any longer.
    asking.setDaemon(true);
    asking.start();
    return answer.completeOnTimeout(
        absent(subject, unanswered.apply(new TimeoutException("within " + PATIENCE))),
        PATIENCE.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static Finding answered(String subject, Supplier<String> question) {
    try {
      return Finding.ok(subject, question.get());
    } catch (ScorestreamException e) {
      return absent(subject, e);
    }
  }

  private static Finding absent(String subject, ScorestreamException why) {
    return Finding.note(subject, why.getMessage(), why.remedy() + "; quickstart brings its own");
  }
}
