package io.scorestream.cli.doctor;

import io.scorestream.embedded.EmbeddedStartException;
import io.scorestream.embedded.RegistryDistribution;
import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Connectivity;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Looks at everything that Scorestream needs. */
final class Examination {

  private static final int LEAST_JAVA = 17;
  private static final long LEAST_MEMORY_MIB = 2_048;
  private static final long LEAST_DISK_MIB = 1_024;

  private final ConnectionSettings connection;

  Examination(ConnectionSettings connection) {
    this.connection = connection;
  }

  /** One finding for each thing, in the order in which they build on each other. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory());
    findings.add(disk());
    findings.addAll(tensorFlow());
    findings.add(embeddedRegistry());
    findings.add(
        remote("kafka", () -> "cluster " + Connectivity.checkKafka(new KafkaClients(connection))));
    findings.add(
        remote(
            "registry",
            () ->
                connection.registryUrl()
                    + " with "
                    + Connectivity.checkRegistry(connection)
                    + " subjects"));
    return findings;
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
    } catch (IllegalStateException | LinkageError e) {
      return List.of(
          Finding.fault(
              "tensorflow",
              String.valueOf(e.getMessage()),
              "use Linux x86-64 with glibc, or build with the native library of this machine"));
    }
  }

  private static Finding embeddedRegistry() {
    try {
      return Finding.ok("quickstart", "registry in " + RegistryDistribution.locate().runnerJar());
    } catch (EmbeddedStartException e) {
      return Finding.note("quickstart", e.problem(), e.remedy());
    }
  }

  private static Finding remote(String subject, Supplier<String> question) {
    try {
      return Finding.ok(subject, question.get());
    } catch (ScorestreamException e) {
      return Finding.note(subject, e.getMessage(), e.remedy() + "; quickstart brings its own");
    }
  }
}
