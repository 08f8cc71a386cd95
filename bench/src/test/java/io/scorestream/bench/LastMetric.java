package io.scorestream.bench;

import static java.util.Objects.requireNonNull;

import io.scorestream.control.watch.EventWatch;
import io.scorestream.evaluator.EvaluatorService;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.run.Run;
import io.scorestream.sampler.SamplerService;
import io.scorestream.sampler.SamplerSettings;
import io.scorestream.service.Service;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.MetricName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Seconds from the acknowledgement of a milestone's last sample to its last metric, with trainer,
 * sampler and evaluator at rest before it, less what they computed: steps, scores and distances.
 */
public final class LastMetric {

  private static final String RUN = "last-metric";
  private static final int DIMENSION = 2;

  /** Milestones before those that count: programs are opened, and the JVM is cold. */
  private static final int WARM = 3;

  private static final Duration REST = Duration.ofMillis(1200);

  private static final Set<String> COMPUTED =
      Set.of(
          MetricName.COMPUTE_SECONDS.text(),
          MetricName.EVALUATION_SECONDS.text(),
          MetricName.DISTANCE_SECONDS.text());

  private LastMetric() {}

  /**
   * Measures and prints a line for each milestone.
   *
   * @param args milestones; without it, 12
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length < 1 ? 12 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("last-metric");
    List<Thread> threads = new ArrayList<>();
    List<Service> services = new ArrayList<>();
    try (Broker broker = Broker.start("last-metric")) {
      RunSpec spec = spec(broker);
      BenchRun.apply(broker, spec);
      services.add(BenchRun.trainer(broker, folder.resolve("cache"), RUN));
      services.add(
          new SamplerService(
              SamplerSettings.of(
                  new SettingsLoader(SamplerSettings.DECLARED)
                      .values(broker.connection())
                      .load())));
      Map<String, String> evaluator = new HashMap<>(broker.connection());
      evaluator.put("state.dir", folder.resolve("evaluator").toString());
      services.add(
          new EvaluatorService(
              EvaluatorSettings.of(
                  new SettingsLoader(EvaluatorSettings.DECLARED).values(evaluator).load())));
      services.forEach(service -> threads.add(new Thread(service::run)));
      threads.forEach(Thread::start);
      measure(broker, spec, rounds);
    } finally {
      services.forEach(Service::stop);
      for (Thread thread : threads) {
        thread.join();
      }
      Broker.delete(folder);
    }
  }

  /** Small in all that is computed, so that what else there is stands out. */
  private static RunSpec spec(Broker broker) {
    RunSpec spec = BenchRun.spec(broker, RUN, DIMENSION, 4, 1, 32, 1L << 30);
    return RunSpec.newBuilder(spec)
        .setMilestones(new MilestoneSpec(1024L, 1.1, 1L << 30))
        .setEvaluation(
            EvaluationSpec.newBuilder(spec.getEvaluation())
                .setDraws(500)
                .setFreshDraws(100)
                .setGenerations(128)
                .setProjections(10)
                .build())
        .build();
  }

  private static void measure(Broker broker, RunSpec spec, int rounds) throws InterruptedException {
    Run run = new Run(spec);
    double[] rest = new double[rounds];
    Seen seen = new Seen();
    try (EventWatch watch = new EventWatch(broker.clients(), seen)) {
      long m = 0;
      long sent = 0;
      for (int round = -WARM; round < rounds; round++) {
        m = run.milestones().after(m).orElseThrow();
        long upTo = run.holdOut().samplesFor(RUN, m);
        BenchRun.send(broker, RUN, DIMENSION, sent, upTo);
        sent = upTo;
        long acknowledged = System.nanoTime();
        while (!seen.has(m)) {
          watch.poll();
        }
        double all = (System.nanoTime() - acknowledged) / 1e9;
        double computed = seen.sum(m);
        System.out.printf(
            Locale.ROOT,
            "m = %d, load %.1f: %.3f s, of them computed %.3f s, rest %.3f s%n",
            m,
            Broker.load(),
            all,
            computed,
            all - computed);
        if (round >= 0) {
          rest[round] = all - computed;
        }
        Thread.sleep(REST.toMillis());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "rest: %.3f s in the median, %.3f s at best%n",
        Broker.median(rest),
        Broker.best(rest));
  }

  /** What each milestone's computing took, as far as it is said. */
  private static final class Seen implements EventWatch.Listener {

    private final Map<Long, Map<String, Double>> seconds = new HashMap<>();

    @Override
    public void metric(String topic, Metric metric) {
      if (COMPUTED.contains(metric.getMetric())) {
        seconds
            .computeIfAbsent(metric.getMilestone(), m -> new HashMap<>())
            .merge(metric.getMetric(), metric.getValue(), Double::sum);
      }
    }

    @Override
    public void activity(ServiceActivity activity) {
      // Only what is measured counts.
    }

    /** Whether all of it is said: the last two come last. */
    boolean has(long m) {
      return seconds.getOrDefault(m, Map.of()).keySet().containsAll(COMPUTED);
    }

    double sum(long m) {
      return requireNonNull(seconds.get(m)).values().stream()
          .mapToDouble(Double::doubleValue)
          .sum();
    }
  }
}
