package io.scorestream.report;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.events.Evidence;
import io.scorestream.events.LawSpec;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.rows.Rows;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs and metrics that tests of reports and of views share. */
public final class Fixtures {

  /** Id of every run here. */
  public static final String RUN = "rings-n2-s1";

  private Fixtures() {}

  /** A run whose law is known. */
  public static RunSpec runWithLaw(int dimension, int timesteps) {
    GaussianLaw normal = GaussianLaw.isotropic(new double[dimension], 1);
    return run(dimension, timesteps, LawSpecs.spec("rings", normal));
  }

  /** A run on a file. */
  public static RunSpec runWithoutLaw(int dimension, int timesteps) {
    return run(dimension, timesteps, null);
  }

  private static RunSpec run(int dimension, int timesteps, @Nullable LawSpec law) {
    Standardiser standardiser = Standardiser.identity(dimension);
    RunSpec draft =
        new RunDraft(
                RUN, "scorestream.samples.v1", "rings-1", standardiser, law, timesteps, 1024L, 1)
            .spec();
    return RunSpec.newBuilder(draft).setShards(1).build();
  }

  /** A metric of a whole milestone. */
  public static Metric whole(MetricName name, long milestone, double value) {
    return metric(name, milestone, null, null, value);
  }

  /** A metric of one timestep, whose time is its number; the interval is 10 % to both sides. */
  public static Metric timestep(
      MetricName name, long milestone, int timestep, @Nullable Double delta, double value) {
    return metric(name, milestone, timestep, delta, value);
  }

  private static Metric metric(
      MetricName name,
      long milestone,
      @Nullable Integer timestep,
      @Nullable Double delta,
      double value) {
    return Metric.newBuilder()
        .setRun(RUN)
        .setMilestone(milestone)
        .setTimestep(timestep)
        .setTime(timestep == null ? null : timestep.doubleValue())
        .setMetric(name.text())
        .setDelta(delta)
        .setValue(value)
        .setLow(0.9 * value)
        .setHigh(1.1 * value)
        .setN(1000)
        .setEvidence(Evidence.EXACT)
        .build();
  }

  /** How long a shard was trained. */
  public static Metric seconds(long m, int shard, double seconds) {
    return Metric.newBuilder(whole(MetricName.TRAINING_SECONDS, m, seconds))
        .setShard(shard)
        .build();
  }

  /** Everything that a milestone of a run with a law emits, of which a row is made. */
  public static List<Metric> milestone(long m, int timesteps) {
    List<Metric> metrics = new ArrayList<>();
    for (int k = 1; k <= timesteps; k++) {
      double error = 4.0 / (k * Math.sqrt((double) m));
      metrics.add(timestep(MetricName.NOISE_PREDICTION_LOSS, m, k, null, 0.1 * k));
      metrics.add(timestep(MetricName.ROBUST_ERROR, m, k, 0.05, error));
      metrics.add(timestep(MetricName.ROBUST_ERROR, m, k, 0.01, 2 * error));
    }
    metrics.add(seconds(m, 0, 3.5));
    metrics.add(whole(MetricName.SLICED_W2, m, 8.0 / m));
    metrics.add(whole(MetricName.SLICED_W2_FLOOR, m, 0.004));
    return metrics;
  }

  /** The metrics of milestones 256, 512 and 1024, as a report is given them. */
  public static List<MetricLine> threeMilestones(int timesteps) {
    List<MetricLine> lines = new ArrayList<>();
    for (long m = 256; m <= 1024; m *= 2) {
      milestone(m, timesteps).forEach(metric -> lines.add(new MetricLine("topic", metric)));
    }
    return lines;
  }

  /** Standard normal samples. */
  public static Rows normal(int n, int dimension, long seed) {
    Random random = new Random(seed);
    Rows samples = Rows.zeros(n, dimension);
    for (int i = 0; i < samples.numbers().length; i++) {
      samples.numbers()[i] = (float) random.nextGaussian();
    }
    return samples;
  }
}
