package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Metric;
import io.scorestream.events.RecordOffset;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From generations to distances, with comparisons that only count. */
class GenerationTopologyTest extends OnDrivenTopology {

  @Test
  void generations_areEvaluatedWhenTheLastBatchIsThereInAnyOrder() {
    topology.publish(topology.run);
    topology.generation(256, 2, 3, 5);
    topology.generation(256, 0, 3, 7);
    topology.generation(512, 1, 3, 9);
    assertThat(topology.wasserstein().isEmpty()).isTrue();
    topology.generation(256, 1, 3, 6);
    assertThat(topology.done)
        .extracting(Work::records)
        .containsOnly(
            List.of(new RecordOffset(0, 1L), new RecordOffset(0, 3L), new RecordOffset(0, 0L)));
    assertThat(topology.wasserstein().readKeyValuesToList())
        .extracting(r -> r.key, r -> r.value.getMetric(), r -> r.value.getN())
        .containsExactlyInAnyOrder(
            tuple("r/256", "sliced_w2", 3L),
            tuple("r/256", "w2", 3L),
            tuple("r/256", "w1", 3L),
            tuple("r/256", "max_sliced_w2", 3L),
            tuple("r/256", "sinkhorn_w2", 3L),
            tuple("r/256", "gaussian_w2", 3L),
            tuple("r/256", "training_w2", 3L),
            tuple("r/256", "column_w1", 3L),
            tuple("r/256", "precision", 3L),
            tuple("r/256", "dcr_share", 3L),
            tuple("r/256", "classifier_accuracy", 3L),
            tuple("r/256", "mean_error", 3L),
            tuple("r/256", "distance_seconds", 3L));
  }

  @Test
  void generations_beforeTheirRun_wait() {
    topology.generation(256, 0, 2, 1);
    topology.generation(256, 1, 2, 2);
    topology.pass(Duration.ofSeconds(2));
    assertThat(topology.wasserstein().isEmpty()).isTrue();
    topology.publish(topology.run);
    topology.pass(Duration.ofSeconds(2));
    topology.pass(Duration.ofSeconds(2));
    assertThat(topology.wasserstein().readValuesToList()).hasSize(Comparison.values().length + 1);
  }

  @Test
  void generationBatch_thatComesTwice_countsOnce() {
    topology.publish(topology.run);
    topology.generation(256, 0, 2, 1);
    topology.generation(256, 0, 2, 1);
    assertThat(topology.wasserstein().isEmpty()).isTrue();
    topology.generation(256, 1, 2, 2);
    assertThat(topology.wasserstein().readValuesToList()).extracting(Metric::getN).containsOnly(2L);
  }
}
