package io.scorestream.recompute;

import static java.util.stream.Collectors.joining;

import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.robust.MilestoneNetwork;
import io.scorestream.evaluator.robust.ScoreEvaluation;
import io.scorestream.evaluator.wasserstein.WassersteinEvaluation;
import io.scorestream.events.Metric;
import io.scorestream.events.NetworkRecords;
import io.scorestream.ledger.ReachedMilestone;
import io.scorestream.ledger.Verified;
import io.scorestream.run.Run;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Evaluates networks and generations once more, as evaluators do. What compares a network with that
 * of an earlier milestone is not among it, nor what is said of a milestone as a whole. Owned by one
 * thread.
 */
final class MetricsAgain implements AutoCloseable {

  /** Ends of the names of metrics that the number of floor pairs has a part in. */
  private static final List<String> OF_FLOORS = List.of("_floor", "_ratio", "_excess");

  private static final Set<String> OF_FLOORS_TOO =
      Set.of(
          MetricName.WORST_COLUMN.text(),
          MetricName.TRAINING_W2_REFERENCE.text(),
          MetricName.MEMORISATION_ALARM.text());

  private static final String BUDGET =
      "evaluators may have another distances.budget than %s (--distances-budget)";

  private final Verified verified;
  private final Published published;
  private final ThisDevice here;
  private final Duration budget;
  private final ScoreEvaluation scores;
  private final WassersteinEvaluation distances;

  MetricsAgain(
      Verified verified,
      Published published,
      SampleCopies samples,
      ThisDevice here,
      Duration budget) {
    this.verified = verified;
    this.published = published;
    this.here = here;
    this.budget = budget;
    this.scores = new ScoreEvaluation(samples, here.preference());
    this.distances = new WassersteinEvaluation(samples, budget);
  }

  /** The key of what is compared with it. */
  static String key(Pick.NetworkMetrics pick) {
    return Keys.timestep(pick.state().run().id(), pick.milestone(), pick.timestep());
  }

  /** The key of what is compared with it. */
  static String key(Pick.GenerationMetrics pick) {
    return Keys.milestone(pick.state().run().id(), pick.milestone());
  }

  /**
   * Evaluates a network.
   *
   * @param before all metrics of its key
   * @throws UnprovenException where it cannot be evaluated once more
   */
  Outcome of(Pick.NetworkMetrics pick, List<Metric> before) {
    Run run = pick.state().run();
    List<Metric> made;
    try {
      made = scores.evaluate(run, pick.timestep(), network(pick), Optional.empty()).metrics();
    } catch (IllegalArgumentException e) {
      throw new UnprovenException("the network is not sound: " + e.getMessage());
    }
    return compared(pick, "metrics-robust-error/" + key(pick), made, before);
  }

  private MilestoneNetwork network(Pick.NetworkMetrics pick) {
    int number = pick.state().run().networkOf(pick.timestep());
    for (ReachedMilestone it : verified.generating(pick.state().run().id(), pick.milestone())) {
      for (NetworkRecords network : it.reached().getNetworks()) {
        if (network.getNetwork() == number) {
          return MilestoneNetwork.of(pick.state().run(), published.weights(it, network));
        }
      }
    }
    throw new UnprovenException("its network is not there");
  }

  /**
   * Compares generations.
   *
   * @param before all metrics of its key
   * @throws UnprovenException where they cannot be compared once more
   */
  Outcome of(Pick.GenerationMetrics pick, List<Metric> before) {
    Run run = pick.state().run();
    GenerationSet set =
        GenerationSet.of(run, published.generations(pick.state(), pick.milestone()));
    List<Metric> made = distances.evaluate(run, set, pick.comparison()).metrics();
    return compared(pick, "metrics-wasserstein/" + key(pick), made, before);
  }

  private Outcome compared(Pick pick, String place, List<Metric> made, List<Metric> before) {
    if (made.isEmpty()) {
      throw new UnprovenException("too few samples are held out to measure anything");
    }
    List<String> missing = new ArrayList<>();
    Optional<String> doubtful = Optional.empty();
    for (Metric metric : made) {
      Optional<Metric> published =
          before.stream()
              .filter(it -> it.getIncarnation() == pick.state().incarnation())
              .filter(it -> isSame(it, metric))
              .findFirst();
      if (published.isEmpty()) {
        missing.add(named(metric));
        continue;
      }
      requireSameDevice(metric, published.get());
      Optional<String> difference = difference(metric, published.get());
      if (difference.isPresent() && !isDoubtful(pick, metric, published.get())) {
        return here.different(pick.toString(), place, "evaluated once more, " + difference.get());
      }
      doubtful = doubtful.or(() -> difference);
    }
    if (!missing.isEmpty()) {
      throw new UnprovenException(
          "%s of its %s metrics are not on their topic: %s"
              .formatted(missing.size(), made.size(), String.join(", ", missing)));
    }
    if (doubtful.isPresent()) {
      throw new UnprovenException(
          doubtful.get() + "; " + BUDGET.formatted(budget.toSeconds() + " s"));
    }
    return new Outcome.Same(pick.toString(), described(pick, made, before));
  }

  private void requireSameDevice(Metric made, Metric published) {
    if (made.getTimestep() != null) {
      here.requireSame("evaluated", published.getDevice());
    } else if (!Objects.equals(made.getDevice(), published.getDevice())) {
      throw new UnprovenException(
          "it was measured on %s, and here is %s: last bits may be others"
              .formatted(published.getDevice(), made.getDevice()));
    }
  }

  private static boolean isSame(Metric one, Metric other) {
    return one.getMetric().equals(other.getMetric())
        && Objects.equals(one.getDelta(), other.getDelta())
        && Objects.equals(one.getColumn(), other.getColumn());
  }

  private static Optional<String> difference(Metric made, Metric published) {
    String name = named(made);
    return Bits.difference(name, made.getValue(), published.getValue())
        .or(() -> Bits.difference("the lower end of " + name, made.getLow(), published.getLow()))
        .or(() -> Bits.difference("the upper end of " + name, made.getHigh(), published.getHigh()))
        .or(
            () ->
                Bits.difference(
                    "the number behind " + name, (double) made.getN(), (double) published.getN()))
        .or(
            () ->
                Bits.difference("the target of " + name, made.getEpsilon(), published.getEpsilon()))
        .or(
            () ->
                made.getVerdict() == published.getVerdict()
                        && made.getEvidence() == published.getEvidence()
                    ? Optional.empty()
                    : Optional.of(
                        "%s is %s (%s), and was published as %s (%s)"
                            .formatted(
                                name,
                                made.getVerdict(),
                                made.getEvidence(),
                                published.getVerdict(),
                                published.getEvidence())));
  }

  /**
   * Whether a difference may come of a setting that nobody has written down: how many points and
   * floor pairs the distances take.
   */
  private static boolean isDoubtful(Pick pick, Metric made, Metric published) {
    if (!(pick instanceof Pick.GenerationMetrics)) {
      return false;
    }
    boolean hasOtherPoints =
        made.getN() != published.getN()
            || !Objects.equals(made.getLeftOut(), published.getLeftOut());
    boolean isOfFloors =
        OF_FLOORS_TOO.contains(made.getMetric())
            || OF_FLOORS.stream().anyMatch(made.getMetric()::endsWith);
    boolean isVerdict =
        Bits.difference("", made.getValue(), published.getValue()).isEmpty()
            && made.getVerdict() != published.getVerdict();
    return hasOtherPoints || isOfFloors || isVerdict;
  }

  /** Of all that is published of a key, which metrics were not made. */
  private static String described(Pick pick, List<Metric> made, List<Metric> before) {
    String others =
        pick instanceof Pick.NetworkMetrics
            ? before.stream()
                .filter(it -> made.stream().noneMatch(other -> isSame(it, other)))
                .map(Metric::getMetric)
                .distinct()
                .sorted()
                .collect(joining(", "))
            : "";
    return Stream.of(made.size() + " metrics", others.isEmpty() ? "" : "without " + others)
        .filter(part -> !part.isEmpty())
        .collect(joining(", "));
  }

  private static String named(Metric metric) {
    return metric.getMetric()
        + (metric.getDelta() == null ? "" : " of delta " + metric.getDelta())
        + (metric.getColumn() == null ? "" : " of column " + metric.getColumn());
  }

  @Override
  public void close() {
    scores.close();
  }
}
