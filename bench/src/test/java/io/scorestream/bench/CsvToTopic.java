package io.scorestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A CSV file of numbers on its way into Kafka, from its opening to the last acknowledgement, beside
 * Python's readers of the same file alone, in turns.
 */
public final class CsvToTopic {

  private static final String PANDAS =
      "import sys,time,pandas; t=time.perf_counter(); c=time.process_time(); pandas.read_csv(sys.argv[1]);"
          + " print(pandas.__version__, time.perf_counter()-t, time.process_time()-c)";

  private static final String POLARS =
      "import sys,time,polars; t=time.perf_counter(); c=time.process_time(); polars.read_csv(sys.argv[1]);"
          + " print(polars.__version__, time.perf_counter()-t, time.process_time()-c)";

  private static final OperatingSystemMXBean CPU =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final int MICROS = 1_000_000;

  private CsvToTopic() {}

  /**
   * Measures and prints a line for each round, and then times and ratios.
   *
   * @param args rows, columns and rounds; without them, 400000, 64 and 5
   */
  public static void main(String[] args) throws IOException {
    int rows = args.length < 1 ? 400_000 : Integer.parseInt(args[0]);
    int columns = args.length < 2 ? 64 : Integer.parseInt(args[1]);
    int rounds = args.length < 3 ? 5 : Integer.parseInt(args[2]);
    Path file = Files.createTempFile("csv-to-topic", ".csv");
    try (Broker broker = Broker.start("csv-to-topic")) {
      write(file, rows, columns);
      System.out.printf(Locale.ROOT, "%d rows, %d columns, %d bytes%n", rows, columns, size(file));
      measure(broker, file, rows, rounds);
    } finally {
      Files.delete(file);
    }
  }

  private static void measure(Broker broker, Path file, int rows, int rounds) {
    List<Peer> peers =
        List.of(
            new Peer("pandas", PANDAS, "Debian: apt-get install python3-pandas"),
            new Peer("polars", POLARS, "python3 -m pip install polars"));
    double[] ours = new double[rounds];
    double[] cpu = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      String source = "csv-" + round;
      long spent = CPU.getProcessCpuTime();
      ours[round] =
          Broker.seconds(
              () -> broker.produce(Map.of("data", file.toString(), "source.id", source)));
      cpu[round] = (CPU.getProcessCpuTime() - spent) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "round %d, load %.1f: CSV to Kafka %.2f s",
          round + 1,
          Broker.load(),
          ours[round]);
      for (Peer peer : peers) {
        peer.read(file);
        System.out.print(peer.last());
      }
      System.out.println();
    }
    System.out.printf(
        Locale.ROOT,
        "%n| way | seconds, best | median | CPU seconds, median | ratio, best | ratio, median |%n"
            + "|---|--:|--:|--:|--:|--:|%n");
    System.out.printf(
        Locale.ROOT,
        "| CSV to Kafka, %.0f rows/s at best | %.2f | %.2f | %.2f | | |%n",
        rows / Broker.best(ours),
        Broker.best(ours),
        Broker.median(ours),
        Broker.median(cpu));
    peers.forEach(peer -> System.out.println(peer.row(ours)));
  }

  /** A reader in Python. Of one thread. */
  private static final class Peer {

    private final String name;
    private final String program;
    private final String remedy;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private String version = "";

    Peer(String name, String program, String remedy) {
      this.name = name;
      this.program = program;
      this.remedy = remedy;
    }

    void read(Path file) {
      answer(file)
          .ifPresent(
              words -> {
                version = words[0];
                seconds.add(Double.parseDouble(words[1]));
                cpu.add(Double.parseDouble(words[2]));
              });
    }

    private Optional<String[]> answer(Path file) {
      try {
        Process python =
            new ProcessBuilder("/usr/bin/python3", "-c", program, file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String words = new String(python.getInputStream().readAllBytes(), UTF_8).strip();
        return python.waitFor() == 0 ? Optional.of(words.split(" ")) : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    String last() {
      return seconds.isEmpty()
          ? "; no " + name
          : String.format(Locale.ROOT, "; %s %.2f s", name, seconds.get(seconds.size() - 1));
    }

    String row(double[] ours) {
      if (seconds.isEmpty()) {
        return "| " + name + " is not there: " + remedy + " | | | | | |";
      }
      double[] theirs = seconds.stream().mapToDouble(it -> it).toArray();
      return String.format(
          Locale.ROOT,
          "| %s %s, read_csv alone | %.2f | %.2f | %.2f | %.2f | %.2f |",
          name,
          version,
          Broker.best(theirs),
          Broker.median(theirs),
          Broker.median(cpu.stream().mapToDouble(it -> it).toArray()),
          Broker.best(theirs) / Broker.best(ours),
          Broker.median(theirs) / Broker.median(ours));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard Gaussians to six places, half of the columns ten times as wide. */
  private static void write(Path file, int rows, int columns) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      StringBuilder line = new StringBuilder();
      for (int column = 1; column <= columns; column++) {
        line.append(column == 1 ? "c" : ",c").append(column);
      }
      out.write(line.append('\n').toString().getBytes(UTF_8));
      for (int row = 0; row < rows; row++) {
        line.setLength(0);
        for (int column = 0; column < columns; column++) {
          double number = random.nextGaussian() * (column % 2 == 0 ? 1 : 10);
          line.append(column == 0 ? "" : ",").append(number < 0 ? "-" : "");
          long micros = Math.round(Math.abs(number) * MICROS);
          line.append(micros / MICROS).append('.');
          line.append(String.valueOf(MICROS + micros % MICROS), 1, 7);
        }
        out.write(line.append('\n').toString().getBytes(UTF_8));
      }
    }
  }
}
