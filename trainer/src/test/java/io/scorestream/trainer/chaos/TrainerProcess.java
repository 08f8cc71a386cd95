package io.scorestream.trainer.chaos;

import io.scorestream.fixtures.JavaProcess;
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

/** A trainer in a Java process of its own, which can be killed and stopped. */
final class TrainerProcess implements AutoCloseable {

  private static final int HEAP_MIB = 512;

  private final JavaProcess process;

  private TrainerProcess(JavaProcess process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param settings of the trainer, its {@code instance} among them
   * @param properties of the process
   * @param before words that the command begins with, such as those that choose a network
   */
  static TrainerProcess start(
      Path folder,
      Map<String, String> settings,
      Map<String, String> properties,
      List<String> before) {
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
      List<String> command = new ArrayList<>(before);
      command.addAll(
          JavaProcess.command(
              HEAP_MIB, properties, Main.class, List.of("--config", config.toString())));
      return new TrainerProcess(JavaProcess.start(command, folder.resolve(instance + ".log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isFrozen() {
    return process.isFrozen();
  }

  int exitCode() {
    return process.exitCode();
  }

  /** Its output so far. */
  String log() {
    return process.log();
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
    process.signal(name);
  }

  @Override
  public void close() {
    process.close();
  }
}
