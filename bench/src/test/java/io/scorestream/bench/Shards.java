package io.scorestream.bench;

import io.scorestream.events.RunSpec;
import io.scorestream.trainer.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trainers that share a run, and a trainer that has several shards of one: two processes of one
 * processor each beside one such, on a run of two shards; and one process with six shards beside
 * one with all timesteps in one. Time is from the first milestone of all shards to the last.
 */
public final class Shards {

  private static final int DIMENSION = 2;
  private static final int STEPS = 800;
  private static final long LAST = 2048;

  private Shards() {}

  /**
   * Measures in turns, and prints a line for each round.
   *
   * @param args rounds; without it, 3
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length < 1 ? 3 : Integer.parseInt(args[0]);
    try (Broker broker = Broker.start("shards")) {
      double[] alone = new double[rounds];
      double[] shared = new double[rounds];
      double[] whole = new double[rounds];
      double[] cut = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        alone[round] = train(broker, "alone-" + round, 18, 2, 1, 1);
        shared[round] = train(broker, "shared-" + round, 18, 2, 2, 1);
        print(round, "two trainers beside one", alone[round], shared[round]);
        whole[round] = train(broker, "whole-" + round, 24, 1, 1, 0);
        cut[round] = train(broker, "cut-" + round, 24, 6, 1, 0);
        print(round, "six shards beside one bank", whole[round], cut[round]);
      }
      print("two trainers beside one", alone, shared);
      print("six shards beside one bank", whole, cut);
    }
  }

  private static void print(int round, String what, double before, double now) {
    System.out.printf(
        Locale.ROOT,
        "round %d, load %.1f: %s %.2f s, %.2f s, ratio %.2f%n",
        round + 1,
        Broker.load(),
        what,
        before,
        now,
        before / now);
  }

  private static void print(String what, double[] before, double[] now) {
    System.out.printf(
        Locale.ROOT,
        "%s: ratio %.2f of the medians, %.2f of the best%n",
        what,
        Broker.median(before) / Broker.median(now),
        Broker.best(before) / Broker.best(now));
  }

  /**
   * Seconds that processes take for a run.
   *
   * @param processors of each; 0 for all
   */
  private static double train(
      Broker broker, String run, int timesteps, int shards, int processes, int processors)
      throws IOException, InterruptedException {
    RunSpec spec = BenchRun.spec(broker, run, DIMENSION, timesteps, shards, STEPS, LAST);
    BenchRun.send(broker, run, DIMENSION, 0, LAST * 3 / 2);
    Path folder = Files.createTempDirectory("shards");
    List<Process> trainers = new ArrayList<>();
    try {
      for (int i = 0; i < processes; i++) {
        trainers.add(start(broker, run, folder, i, processors));
      }
      Thread.sleep(processes * 6_000L);
      BenchRun.apply(broker, spec);
      BenchRun.Reached reached = BenchRun.reached(broker, run);
      while (reached.shards(LAST) < shards) {
        if (!trainers.stream().allMatch(Process::isAlive)) {
          throw new IllegalStateException("a trainer ended: see " + folder);
        }
        Thread.sleep(500);
        reached = BenchRun.reached(broker, run);
      }
      return (reached.last(LAST) - reached.last(BenchRun.FIRST)) / 1e3;
    } finally {
      trainers.forEach(Process::destroy);
      for (Process trainer : trainers) {
        trainer.waitFor();
      }
      Broker.delete(folder);
    }
  }

  private static Process start(Broker broker, String run, Path folder, int i, int processors)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx512m");
    if (processors > 0) {
      words.add("-XX:ActiveProcessorCount=" + processors);
    }
    String natives = System.getProperty("org.bytedeco.javacpp.cachedir");
    if (natives != null) {
      words.add("-Dorg.bytedeco.javacpp.cachedir=" + natives);
    }
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    broker
        .connection()
        .forEach((name, value) -> words.add("--" + name.replace('.', '-') + "=" + value));
    words.add("--runs=" + run);
    words.add("--instance=" + run + "-" + i);
    words.add("--cache-dir=" + folder.resolve("cache-" + i));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("trainer-" + i + ".log").toFile())
        .start();
  }
}
