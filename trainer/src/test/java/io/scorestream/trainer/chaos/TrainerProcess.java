package io.scorestream.trainer.chaos;

import io.scorestream.trainer.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A trainer in a Java process of its own, which can be killed and stopped. */
final class TrainerProcess implements AutoCloseable {

  private final Process process;
  private final Path log;

  private TrainerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param settings of the trainer, its {@code instance} among them
   * @param properties of the process
   */
  static TrainerProcess start(
      Path folder, Map<String, String> settings, Map<String, String> properties) {
    try {
      String instance = settings.get("instance");
      Map<String, String> all = new TreeMap<>(settings);
      all.put("cache.dir", folder.resolve(instance).toString());
      all.put("device", "cpu");
      all.put("kafka.interceptor.classes", SignalAt.class.getName());
      all.put("kafka.session.timeout.ms", "6000");
      Path config = Files.createTempFile(folder, instance, ".properties");
      Files.write(
          config, all.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList());
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
      command.addAll(
          List.of(
              "-Xmx512m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path")));
      command.addAll(List.of(Main.class.getName(), "--config", config.toString()));
      Path log = folder.resolve(instance + ".log");
      return new TrainerProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Its output so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its memory now in KiB, by the kernel's names: RssAnon its own, RssFile mapped files' pages. */
  Map<String, Long> resident() {
    Map<String, Long> resident = new HashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))) {
        if (line.startsWith("Rss")) {
          String kib = line.replaceAll("\\D", "");
          resident.put(line.substring(0, line.indexOf(':')), Long.valueOf(kib));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return resident;
  }

  /** Sends a signal such as {@code KILL}, {@code STOP}, {@code CONT} or {@code TERM}. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      signal("CONT");
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
