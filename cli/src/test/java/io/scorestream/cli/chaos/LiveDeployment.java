package io.scorestream.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.cli.Invocation;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Broker, registry and the four services, each in a process of its own, of which the producer
 * follows a file that grows. Owned by one thread.
 */
final class LiveDeployment implements AutoCloseable {

  /** Of the whole file, enough for the last milestone with a fifth of them held out. */
  static final int ROWS = 5_400;

  /** Of the file when runs and services begin. */
  static final int FIRST_ROWS = 300;

  private static final String UNTIL = "--until=4096";

  /** Runs that differ in their networks; small, as the machine is busy with starting processes. */
  private static final List<String> WIDTHS = List.of("8", "16", "8,8");

  private static final List<String> CONTENT = rows();

  private final Path folder;
  private final Path file;
  private final EmbeddedStack stack;
  private final Map<String, SupervisedService> services = new TreeMap<>();
  private int written;

  /** Starts all of it in a folder of its own. */
  LiveDeployment(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.file = Files.writeString(folder.resolve("rows.csv"), "x,y\n");
    this.stack = EmbeddedStack.start(folder.resolve("stack"), StackPorts.FREE);
    growTo(FIRST_ROWS);
    succeeds("topics", "apply", "--partitions=4");
    for (String widths : WIDTHS) {
      succeeds(
          "runs",
          "apply",
          "--data=" + file,
          "--run=widths-" + widths.replace(',', '-'),
          "--hidden-widths=" + widths,
          "--timesteps=4",
          "--shards=2",
          "--min-steps=1000",
          "--max-steps=1000",
          "--draws=1000",
          "--fresh-draws=0",
          UNTIL);
    }
    start("producer", "produce", "--data=" + file, "--follow");
    start("trainer", "train", "--device=cpu", "--cache-dir=" + folder.resolve("cache"));
    start("sampler", "sample", "--device=cpu");
    start(
        "evaluator",
        "evaluate",
        "--device=cpu",
        "--distances-budget=1 s",
        "--state-dir=" + folder.resolve("state"));
  }

  private void start(String name, String... words) throws IOException {
    List<String> all = connected(words);
    all.add("--instance=" + name);
    services.put(name, new SupervisedService(all, folder.resolve(name + ".log")));
  }

  /** By their names. */
  Map<String, SupervisedService> services() {
    return services;
  }

  /** What goes on beside whatever is waited for: services are supervised, and so many rows come. */
  void goOn(int rows) throws IOException {
    services.values().forEach(SupervisedService::supervise);
    growTo(Math.min(ROWS, written + rows));
  }

  int written() {
    return written;
  }

  private void growTo(int rows) throws IOException {
    Files.write(file, CONTENT.subList(written, rows), StandardOpenOption.APPEND);
    written = rows;
  }

  /** The ledger, in JSON. */
  Invocation verify(String... more) {
    List<String> words = connected("verify");
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  /** What services have printed. */
  String logs() {
    StringBuilder all = new StringBuilder();
    services.forEach((name, service) -> all.append(name).append('\n').append(service.log()));
    return all.toString();
  }

  private void succeeds(String... words) {
    Invocation call = Invocation.of(connected(words).toArray(String[]::new));
    assertThat(call.exitCode()).as(call.err()).isZero();
  }

  private List<String> connected(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--bootstrap-servers=" + stack.bootstrapServers());
    all.add("--registry-url=" + stack.registryUrl());
    return all;
  }

  private static List<String> rows() {
    Random rng = new Random(5);
    return IntStream.range(0, ROWS)
        .mapToObj(
            row ->
                String.format(
                    Locale.ROOT,
                    "%.6f,%.6f",
                    rng.nextGaussian() + (row % 2 == 0 ? 2 : -2),
                    rng.nextGaussian()))
        .toList();
  }

  @Override
  public void close() {
    services.values().forEach(SupervisedService::close);
    stack.close();
  }
}
