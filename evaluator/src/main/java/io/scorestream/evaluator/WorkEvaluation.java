package io.scorestream.evaluator;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.records.FetcherPool;
import io.scorestream.evaluator.robust.ScoreEvaluations;
import io.scorestream.evaluator.samples.KafkaSamples;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.wasserstein.WassersteinEvaluation;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.Run;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does work with the records that it names. Safe from any thread. */
final class WorkEvaluation implements Evaluation, AutoCloseable {

  /** Generations are kept up to 64 MiB, for a milestone's comparisons to share. */
  private static final long KEPT_NUMBERS = 16L * 1024 * 1024;

  private final MilestoneNetworks networks;
  private final FetcherPool<GenerationBatch> batches;
  private final ScoreEvaluations scores;
  private final WassersteinEvaluation distances;
  private final RecentlyUsed<List<RecordOffset>, Optional<GenerationSet>> generations =
      new RecentlyUsed<>(
          KEPT_NUMBERS,
          set -> set.map(found -> found.points().numbers().length).orElse(1),
          dropped -> {});

  WorkEvaluation(EvaluatorSettings settings, KafkaClients clients, BadRecords badRecords) {
    this.networks = new MilestoneNetworks(clients, badRecords);
    this.batches =
        new FetcherPool<>(
            clients, clients.topics().generations(), GenerationBatch.class, badRecords);
    Samples samples = new KafkaSamples(clients, badRecords);
    this.scores = new ScoreEvaluations(samples, settings.device());
    this.distances = new WassersteinEvaluation(samples, settings.distanceBudget());
  }

  @Override
  public Optional<Findings> evaluate(Run run, Work work, Optional<HeldOutAnswers> before) {
    if (work instanceof DistanceWork distance) {
      return generations
          .get(work.records(), () -> generations(run, work))
          .map(set -> distances.evaluate(run, set, distance.comparison()));
    }
    TimestepWork timestep = (TimestepWork) work;
    try {
      return timestep.isWhole() ? network(run, timestep, before) : halves(run, timestep);
    } catch (IllegalArgumentException e) {
      networks.refuse(timestep.records().get(0), e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    networks.close();
    batches.close();
    scores.close();
  }

  private Optional<Findings> network(Run run, TimestepWork work, Optional<HeldOutAnswers> before) {
    return networks
        .find(run, work, SampleHalf.BOTH, work.records().get(0))
        .map(network -> scores.evaluate(run, work.timestep(), network, before));
  }

  private Optional<Findings> halves(Run run, TimestepWork work) {
    return networks
        .find(run, work, SampleHalf.FIRST, work.records().get(0))
        .flatMap(
            one ->
                networks
                    .find(run, work, SampleHalf.SECOND, work.records().get(1))
                    .map(other -> scores.halves(run, work.timestep(), one, other)))
        .map(metrics -> Findings.of(metrics, 0));
  }

  private Optional<GenerationSet> generations(Run run, Work work) {
    String key = Keys.milestone(run.id(), work.milestone());
    List<GenerationBatch> found = new ArrayList<>();
    for (RecordOffset place : work.records()) {
      batches.fetch(key, place, batch -> GenerationSet.checked(run, batch)).ifPresent(found::add);
    }
    return found.size() == work.records().size()
        ? Optional.of(GenerationSet.of(run, found))
        : Optional.empty();
  }
}
