package io.scorestream.recompute;

import io.scorestream.compute.ComputeDevice;
import io.scorestream.events.Metric;
import io.scorestream.ledger.Verified;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.monitoring.Monitoring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains, samples and evaluates once more a part of what a deployment's topics hold, by the code
 * that services run, and compares bits. Memory is that of one shard's training, one milestone's
 * sampling and its evaluation; samples are copied to a temporary folder. Owned by one thread.
 */
public final class Recomputation {

  private static final int SEED_DIGITS = 15;

  private final TrainingAgain trainings;
  private final GenerationAgain generations;
  private final MetricsAgain evaluations;
  private final Map<String, List<Metric>> metrics;

  private Recomputation(
      Published published,
      TrainingAgain trainings,
      GenerationAgain generations,
      MetricsAgain evaluations,
      List<Pick> picks) {
    this.trainings = trainings;
    this.generations = generations;
    this.evaluations = evaluations;
    this.metrics = published.metrics(keys(picks));
  }

  /** The seed that a ledger gives, the first 15 digits of its root: not negative. */
  public static long seed(Verified verified) {
    return Long.parseLong(verified.ledger().root().substring(0, SEED_DIGITS), 16);
  }

  /**
   * Computes so many picks once more, or all that there is where that is less.
   *
   * @param count picks, at least 1
   * @param seed chooses them
   * @param device to compute on
   * @param distanceBudget what evaluators were given: {@code distances.budget}
   * @param each is told of each outcome as it comes
   * @return all outcomes, in their order
   * @throws ScorestreamException with {@link Reason#UNAVAILABLE} when the device does not work or
   *     Kafka does not answer, with {@link Reason#CANNOT_WRITE} when samples find no room
   */
  public static List<Outcome> of(
      Verified verified,
      int count,
      long seed,
      DevicePreference device,
      Duration distanceBudget,
      Consumer<Outcome> each) {
    return of(verified, Picks.of(verified, count, seed), device, distanceBudget, each);
  }

  static List<Outcome> of(
      Verified verified,
      List<Pick> picks,
      DevicePreference device,
      Duration distanceBudget,
      Consumer<Outcome> each) {
    ComputeDevice.require(device, Monitoring.off());
    ThisDevice here = ThisDevice.of(device);
    Published published = new Published(verified);
    try (SampleCopies samples =
            SampleCopies.of(verified.records(), verified.topics().samples(), readers(picks));
        GenerationAgain generations = new GenerationAgain(verified, published, here);
        MetricsAgain evaluations =
            new MetricsAgain(verified, published, samples, here, distanceBudget)) {
      TrainingAgain trainings = new TrainingAgain(verified, published, samples, here);
      Recomputation all = new Recomputation(published, trainings, generations, evaluations, picks);
      List<Outcome> outcomes = new ArrayList<>();
      for (Pick pick : picks) {
        Outcome outcome = all.of(pick);
        outcomes.add(outcome);
        each.accept(outcome);
      }
      return outcomes;
    }
  }

  /** The runs whose samples are needed: all trainings', and what is not held to a law alone. */
  private static List<Run> readers(List<Pick> picks) {
    return picks.stream()
        .filter(
            pick ->
                !(pick instanceof Pick.Generation)
                    && !(pick instanceof Pick.NetworkMetrics
                        && pick.state().run().spec().getLaw() != null))
        .map(pick -> pick.state().run())
        .distinct()
        .toList();
  }

  private static List<String> keys(List<Pick> picks) {
    List<String> keys = new ArrayList<>();
    for (Pick pick : picks) {
      if (pick instanceof Pick.NetworkMetrics network) {
        keys.add(MetricsAgain.key(network));
      } else if (pick instanceof Pick.GenerationMetrics generation) {
        keys.add(MetricsAgain.key(generation));
      }
    }
    return keys;
  }

  private Outcome of(Pick pick) {
    try {
      if (pick instanceof Pick.Training training) {
        return trainings.of(training);
      }
      if (pick instanceof Pick.Generation generation) {
        return generations.of(generation);
      }
      if (pick instanceof Pick.NetworkMetrics network) {
        return evaluations.of(network, before(MetricsAgain.key(network)));
      }
      Pick.GenerationMetrics generation = (Pick.GenerationMetrics) pick;
      return evaluations.of(generation, before(MetricsAgain.key(generation)));
    } catch (UnprovenException e) {
      return new Outcome.Unproven(pick.toString(), String.valueOf(e.getMessage()));
    }
  }

  private List<Metric> before(String key) {
    return metrics.getOrDefault(key, List.of());
  }
}
