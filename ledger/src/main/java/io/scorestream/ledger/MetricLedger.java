package io.scorestream.ledger;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of milestones: those that are to be there, and each once. Keeps 64 bits of each, and
 * a hash for each key. Owned by one thread.
 */
final class MetricLedger {

  /** What was measured with a clock: it is there, and is no part of a hash. */
  private static final Set<String> TIMES =
      Set.of(
          MetricName.TRAINING_SECONDS.text(),
          MetricName.DATA_SECONDS.text(),
          MetricName.COMPUTE_SECONDS.text(),
          MetricName.PUBLISHING_SECONDS.text(),
          MetricName.STEPS_PER_SECOND.text(),
          MetricName.SAMPLES_PER_SECOND.text(),
          MetricName.SAMPLING_SECONDS.text(),
          MetricName.EVALUATION_SECONDS.text(),
          MetricName.EVALUATION_LAG_SECONDS.text(),
          MetricName.DISTANCE_SECONDS.text());

  private final Runs runs;
  private final MilestoneLedger milestones;
  private final LedgerDraft draft;
  private final HashedSet there = new HashedSet();
  private final Map<String, String> sums = new HashMap<>();

  MetricLedger(Runs runs, MilestoneLedger milestones, LedgerDraft draft) {
    this.runs = runs;
    this.milestones = milestones;
    this.draft = draft;
  }

  /** Takes the next record of one of the topics. */
  void take(Topic topic, ConsumerRecord<String, byte[]> record, @Nullable Metric metric) {
    if (metric == null || runs.current(metric.getRun(), metric.getIncarnation()).isEmpty()) {
      return;
    }
    if (!MetricId.key(metric).equals(record.key())) {
      draft.find(
          Places.of(record),
          "has key %s, and a metric of %s".formatted(record.key(), MetricId.key(metric)),
          "find out who wrote it: readers go by one or the other");
    }
    checkCertificate(record, metric);
    MetricId id = MetricId.of(topic.entity(), metric);
    if (!there.add(id.toString())) {
      draft.find(
          Places.of(record),
          "is a second %s of %s".formatted(id.name(), id.entry()),
          "find out who wrote it: sums over metrics count it twice");
    }
    if (!TIMES.contains(metric.getMetric())) {
      sums.merge(id.entry(), hash(id, metric), Digest::plus);
    }
  }

  /** What an error is worth is its verdict on the target that the run was given. */
  private void checkCertificate(ConsumerRecord<String, byte[]> record, Metric metric) {
    if (!metric.getMetric().equals(MetricName.ROBUST_ERROR.text())) {
      return;
    }
    double target =
        runs.current(metric.getRun(), metric.getIncarnation())
            .orElseThrow()
            .run()
            .spec()
            .getEvaluation()
            .getTargetEpsilon();
    if (metric.getVerdict() == null
        || metric.getEpsilon() == null
        || metric.getEpsilon() != target) {
      draft.find(
          Places.of(record),
          "certifies nothing: its verdict is %s, on an error of %s, and the run's target is %s"
              .formatted(metric.getVerdict(), metric.getEpsilon(), target),
          "find out who wrote it: evaluators give each error a verdict on the run's target");
    }
  }

  /** All but the device, whose name is chance. */
  private static String hash(MetricId id, Metric metric) {
    return Digest.ofAll(
        id,
        metric.getTime(),
        metric.getValue(),
        metric.getLow(),
        metric.getHigh(),
        metric.getN(),
        metric.getEvidence(),
        metric.getEpsilon(),
        metric.getVerdict());
  }

  /**
   * Names what is missing, and enters all that is there; once the topics are read.
   *
   * @param outstanding how what is missing is named, by the topic that it is missing on
   */
  void finish(GenerationLedger generations, Map<String, Outstanding> outstanding) {
    sums.forEach(draft::enter);
    List<MilestoneReached> all =
        milestones.of(runs).stream().map(MilestoneLedger.Said::reached).toList();
    for (MilestoneReached reached : all) {
      Run run = runs.current(reached.getRun(), reached.getIncarnation()).orElseThrow().run();
      if (reached.getHalf() == SampleHalf.BOTH) {
        require(ExpectedMetrics.ofTraining(reached), outstanding);
      }
      if (reached.getHalf() != SampleHalf.SECOND || ExpectedMetrics.isWholePair(reached, all)) {
        require(ExpectedMetrics.ofNetworks(run, reached), outstanding);
      }
    }
    for (RunState state : runs.current()) {
      NavigableMap<Long, MilestoneReached> whole = milestones.whole(state);
      whole.forEach(
          (m, reached) -> require(ExpectedMetrics.ofWhole(state.run(), reached), outstanding));
      finishDistances(state, whole, generations, outstanding);
    }
  }

  private void finishDistances(
      RunState state,
      NavigableMap<Long, MilestoneReached> whole,
      GenerationLedger generations,
      Map<String, Outstanding> outstanding) {
    List<MetricId> expected =
        whole.entrySet().stream()
            .filter(milestone -> generations.has(state, milestone.getKey()))
            .flatMap(
                milestone ->
                    ExpectedMetrics.ofGenerations(state.run(), milestone.getValue()).stream())
            .toList();
    if (!expected.isEmpty() && expected.stream().noneMatch(id -> there.contains(id.toString()))) {
      draft.cannotProve(
          "whether distances of %s are missing: none is there, and none may fit distances.budget"
              .formatted(state.run()));
      return;
    }
    require(expected, outstanding);
  }

  /** One finding for each entry that something is missing of. */
  private void require(List<MetricId> expected, Map<String, Outstanding> outstanding) {
    expected.stream()
        .filter(id -> !there.contains(id.toString()))
        .collect(groupingBy(MetricId::entry, TreeMap::new, mapping(MetricId::name, joining(", "))))
        .forEach(
            (entry, names) -> {
              String topic = entry.substring(0, entry.indexOf('/'));
              requireNonNull(outstanding.get(topic)).missing(entry, "lacks " + names);
            });
  }
}
