package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.ServiceActivity;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is found of generations and metrics. */
class OutcomeFindingsTest {

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void generationsThatAreMissing_areNamed_unlessASamplerIsAtWork() {
    deployment.remove(TOPICS.generations(), GenerationBatch.class, it -> it.getMilestone() == 512);
    deployment.remove(TOPICS.wassersteinMetrics(), Metric.class, it -> it.getMilestone() == 512);
    deployment.assertFinds("generations/r/512", "there are no generations of this milestone");

    work("sampler", "sampling", StoredDeployment.NOW);
    assertThat(deployment.ledger().findings()).isEmpty();
    assertThat(deployment.ledger().unproven())
        .anySatisfy(it -> assertThat(it).contains("generations/r/512", "samplers are at work"));
  }

  @Test
  void generationsOfWhichABatchIsMissing_areNamed() {
    deployment.remove(
        TOPICS.generations(),
        GenerationBatch.class,
        it -> it.getMilestone() == 512 && it.getBatch() == 1);

    deployment.assertFinds(
        "test.generations.v1", "begins 1 batches of 2 with 4 samples; 8 were to be made");
  }

  @Test
  void generationsThatAreMadeTwice_areNamed() {
    GenerationBatch first = deployment.first(TOPICS.generations(), GenerationBatch.class);
    deployment.add(TOPICS.generations(), Keys.generationPartition("r", 256, 4), "r/256", first);

    deployment.assertFinds(
        "test.generations.v1", "batch 0 of the generations of r/256 a second time");
  }

  @Test
  void metricThatIsMissing_isNamed_unlessAnEvaluatorIsAtWork() {
    deployment.remove(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it ->
            it.getMilestone() == 512
                && Integer.valueOf(3).equals(it.getTimestep())
                && it.getMetric().equals(MetricName.HELD_OUT_LOSS.text()));
    deployment.assertFinds("metrics-robust-error/r/512/3", "lacks held_out_loss");

    work("evaluator", "evaluating", StoredDeployment.NOW);
    assertThat(deployment.ledger().findings()).isEmpty();
  }

  @Test
  void evaluatorThatSaidNothingForLong_isNotWaitedFor() {
    deployment.remove(
        TOPICS.wassersteinMetrics(),
        Metric.class,
        it ->
            it.getMilestone() == 512 && it.getMetric().equals(MetricName.DISTANCE_SECONDS.text()));
    work("evaluator", "evaluating", StoredDeployment.NOW - 600_000);

    deployment.assertFinds("metrics-wasserstein/r/512", "lacks distance_seconds");
  }

  @Test
  void metricThatIsThereTwice_isNamed() {
    deployment.addMetric(
        MetricId.of(
            ExpectedMetrics.TRAINING,
            Keys.timestep("r", 256, 4),
            MetricName.NOISE_PREDICTION_LOSS));

    deployment.assertFinds(
        "test.metrics-training.v1",
        "is a second noise_prediction_loss of metrics-training/r/256/4");
  }

  @Test
  void whatRetentionMayHaveTaken_isUnproven() {
    deployment.remove(TOPICS.trainingMetrics(), Metric.class, it -> it.getMilestone() == 256);
    deployment.starts.put("metrics-training", new TreeMap<>(Map.of(1, 40L)));
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven())
        .anySatisfy(it -> assertThat(it).startsWith("metrics-training/r/256/1: lacks"));
  }

  /** Of a law that is known each error has a verdict on the target: the certificate. */
  @Test
  void errorWithoutAVerdictOnTheTarget_certifiesNothing() {
    MetricId id = MetricId.of("metrics-robust-error", "r/256/3", MetricName.ROBUST_ERROR, 0.05);
    deployment.addMetric(id);
    assertThat(deployment.ledger().findings()).isEmpty();

    deployment.replace(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it -> it.getMetric().equals("robust_error"),
        it -> Metric.newBuilder(it).setEpsilon(7.0).build());
    deployment.assertFinds(
        "test.metrics-robust-error.v1", "certifies nothing: its verdict is CERTIFIED, on");

    deployment.replace(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it -> it.getMetric().equals("robust_error"),
        it -> Metric.newBuilder(it).setVerdict(null).build());
    deployment.assertFinds(
        "test.metrics-robust-error.v1", "certifies nothing: its verdict is null");
  }

  private void work(String service, String phase, long at) {
    deployment.addActivity(
        ServiceActivity.newBuilder()
            .setService(service)
            .setInstance("i")
            .setPhase(phase)
            .setDone(0)
            .setTotal(0)
            .setUnit("")
            .setRate(0)
            .build(),
        at);
  }
}
