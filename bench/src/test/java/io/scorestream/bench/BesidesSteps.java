package io.scorestream.bench;

import io.scorestream.topics.MetricName;
import io.scorestream.trainer.TrainerService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a trainer does besides steps, as a share of its steps, at milestones of 200 steps whose
 * samples are all there. A milestone takes the time from the record of the one before to its own;
 * of that, {@code compute_seconds} are steps.
 */
public final class BesidesSteps {

  private static final int STEPS = 200;
  private static final int TIMESTEPS = 9;
  private static final long LAST = 8192;

  /** The first two open programs that all later ones have. */
  private static final List<Long> MEASURED = List.of(1024L, 2048L, 4096L, 8192L);

  private BesidesSteps() {}

  /**
   * Measures and prints a line for each round and dimension.
   *
   * @param args rounds; without it, 5
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length < 1 ? 5 : Integer.parseInt(args[0]);
    try (Broker broker = Broker.start("besides-steps")) {
      for (int dimension : new int[] {2, 64}) {
        double[] shares = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          shares[round] = measure(broker, dimension, round);
        }
        System.out.printf(
            Locale.ROOT,
            "d = %d: besides steps %.1f %% of them in the median, %.1f %% at best%n",
            dimension,
            100 * Broker.median(shares),
            100 * Broker.best(shares));
      }
    }
  }

  private static double measure(Broker broker, int dimension, int round)
      throws IOException, InterruptedException {
    String run = "besides-" + dimension + "-" + round;
    // A fifth is held out.
    BenchRun.send(broker, run, dimension, 0, LAST * 3 / 2);
    BenchRun.apply(broker, BenchRun.spec(broker, run, dimension, TIMESTEPS, 1, STEPS, LAST));
    Path cache = Files.createTempDirectory("besides-steps-cache");
    TrainerService service = BenchRun.trainer(broker, cache, run);
    Thread thread = new Thread(service::run, "trainer");
    thread.start();
    try {
      while (BenchRun.reached(broker, run).shards(LAST) == 0) {
        Thread.sleep(500);
      }
    } finally {
      service.stop();
      thread.join();
      Broker.delete(cache);
    }
    return report(broker, run, dimension, round);
  }

  private static double report(Broker broker, String run, int dimension, int round) {
    BenchRun.Reached reached = BenchRun.reached(broker, run);
    double all = (reached.last(LAST) - reached.last(MEASURED.get(0) / 2)) / 1e3;
    double steps = BenchRun.sum(broker, run, MetricName.COMPUTE_SECONDS, MEASURED);
    System.out.printf(
        Locale.ROOT,
        "d = %d, round %d, load %.1f: %.3f s a milestone, %.3f s of them steps, %.1f %% besides;"
            + " batches %.3f s, publishing %.3f s%n",
        dimension,
        round + 1,
        Broker.load(),
        all / MEASURED.size(),
        steps / MEASURED.size(),
        100 * (all - steps) / steps,
        BenchRun.sum(broker, run, MetricName.DATA_SECONDS, MEASURED) / MEASURED.size(),
        BenchRun.sum(broker, run, MetricName.PUBLISHING_SECONDS, MEASURED) / MEASURED.size());
    return (all - steps) / steps;
  }
}
