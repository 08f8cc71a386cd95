package io.scorestream.evaluator;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.records.PlacedRecords;
import io.scorestream.evaluator.robust.ScoreEvaluations;
import io.scorestream.evaluator.samples.SampleLog;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.wasserstein.WassersteinEvaluation;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.evaluator.work.Place;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does work with what lies at its places. Safe from any thread. */
final class WorkEvaluation implements Evaluation, AutoCloseable {

  /** Generations are kept up to 64 MiB, for a milestone's comparisons to share. */
  private static final long KEPT_NUMBERS = 16L * 1024 * 1024;

  private final PlacedRecords<ScoreCheckpoint> checkpoints;
  private final PlacedRecords<GenerationBatch> batches;
  private final ScoreEvaluations networks;
  private final WassersteinEvaluation distances;
  private final RecentlyUsed<List<Place>, Optional<GenerationSet>> generations =
      new RecentlyUsed<>(
          KEPT_NUMBERS,
          set -> set.map(found -> found.points().numbers().length).orElse(1),
          dropped -> {});

  WorkEvaluation(EvaluatorSettings settings, KafkaClients clients, BadRecords badRecords) {
    this.checkpoints =
        new PlacedRecords<>(
            clients, clients.topics().checkpoints(), ScoreCheckpoint.class, badRecords);
    this.batches =
        new PlacedRecords<>(
            clients, clients.topics().generations(), GenerationBatch.class, badRecords);
    Samples samples = new SampleLog(clients, badRecords);
    this.networks = new ScoreEvaluations(samples, settings.device());
    this.distances = new WassersteinEvaluation(samples, settings.distanceBudget());
  }

  @Override
  public Optional<Findings> evaluate(Run run, Work work, Optional<HeldOutAnswers> before) {
    if (work instanceof DistanceWork distance) {
      return generations
          .get(work.places(), () -> generations(run, work.places()))
          .map(set -> distances.evaluate(run, set, distance.comparison()));
    }
    TimestepWork timestep = (TimestepWork) work;
    Place first = timestep.places().get(0);
    return timestep.isWhole()
        ? checkpoints.with(first, network -> networks.evaluate(run, network, before))
        : checkpoints
            .with(first, one -> one)
            .flatMap(
                one ->
                    checkpoints.with(
                        timestep.places().get(1),
                        other -> Findings.of(networks.halves(run, one, other), 0)));
  }

  @Override
  public void close() {
    checkpoints.close();
    batches.close();
    networks.close();
  }

  private Optional<GenerationSet> generations(Run run, List<Place> places) {
    List<GenerationBatch> found = new ArrayList<>();
    for (Place place : places) {
      batches.with(place, batch -> GenerationSet.checked(run, batch)).ifPresent(found::add);
    }
    return found.size() == places.size()
        ? Optional.of(GenerationSet.of(run, found))
        : Optional.empty();
  }
}
