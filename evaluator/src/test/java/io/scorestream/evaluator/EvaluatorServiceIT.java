package io.scorestream.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.Evidence;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecordPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The evaluator on a real broker and registry, with real networks. */
@ExtendWith(RunningStack.class)
class EvaluatorServiceIT {

  private static final int PER_NETWORK = 12;

  /** Path error and shape at three levels, and what the evaluation took. */
  private static final int PER_MILESTONE = 8;

  /** A milestone of a law that is not known: loss and ceilings, and what the evaluation took. */
  private static final int HELD_OUT = 4 * Fixtures.TIMESTEPS + 2;

  private static final int ROBUST = PER_NETWORK * Fixtures.TIMESTEPS + PER_MILESTONE;

  /**
   * Six distances of four numbers each, ε and its convergence, the dimension and its slope, the
   * training samples' four, six numbers of likeness and four moments with their floors, time.
   */
  private static final int PER_GENERATION = 6 * 4 + 1 + 2 + 3 + 4 + 2 * 3 + 2 + (6 + 4) * 2 + 1;

  private static EmbeddedStack stack;

  @TempDir Path state;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  @Test
  void committedEvents_giveEachMetricOnce_alsoOverARestart() {
    Deployment here = Deployment.withTopics(stack, "once", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    here.send(here.topics().samples(), "source", List.of(samples(0, 128)));
    here.milestone(RunState.of(run), Fixtures.milestone(run, 128), false);
    here.milestone(run, Fixtures.milestone(run, 256));
    here.transaction(here.topics().generations(), "r/256", generations(run, 256), true);
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> {
          here.awaitMetrics(here.topics().robustErrorMetrics(), ROBUST);
          here.awaitMetrics(here.topics().wassersteinMetrics(), PER_GENERATION);
        });

    here.milestone(run, Fixtures.milestone(run, 512));
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> here.awaitMetrics(here.topics().robustErrorMetrics(), 2 * ROBUST));

    List<Metric> robust = here.metrics(here.topics().robustErrorMetrics());
    assertThat(robust).hasSize(2 * ROBUST).doesNotHaveDuplicates();
    assertThat(robust).extracting(Metric::getMilestone).containsOnly(256L, 512L);
    assertThat(robust)
        .extracting(Metric::getEvidence)
        .containsOnly(Evidence.EXACT, Evidence.SHAPE, Evidence.EMPIRICAL);
    assertThat(robust)
        .filteredOn(metric -> metric.getMetric().equals("path_error"))
        .hasSize(6)
        .allMatch(metric -> metric.getN() == 2_000);
    assertThat(here.metrics(here.topics().wassersteinMetrics())).hasSize(PER_GENERATION);
  }

  @Test
  void events_beforeTheirRun_waitOverARestartUntilItComes() {
    Deployment here = Deployment.withTopics(stack, "late", state);
    Run run = here.planned(Fixtures.known("r", Laws.named("mixture")));
    Run first = here.run(Fixtures.known("first", Laws.named("mixture")));
    here.send(here.topics().samples(), "source", List.of(samples(0, 128)));
    here.send(here.topics().generations(), "r/256", generations(run, 256));
    here.milestone(run, Fixtures.milestone(run, 256));
    here.send(here.topics().generations(), "first/256", generations(first, 256));
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> {
          here.awaitMetrics(here.topics().wassersteinMetrics(), PER_GENERATION);
          assertThat(here.metrics(here.topics().robustErrorMetrics())).isEmpty();
        });
    assertThat(here.metrics(here.topics().wassersteinMetrics()))
        .allMatch(metric -> metric.getRun().equals("first"));

    here.run(run.spec());
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> {
          here.awaitMetrics(here.topics().wassersteinMetrics(), 2 * PER_GENERATION);
          here.awaitMetrics(here.topics().robustErrorMetrics(), ROBUST);
        });
  }

  @Test
  void recordThatIsNoEvent_endsItWithItsPlace_andIsPassedOverWhenAskedTo() {
    Deployment here = Deployment.withTopics(stack, "noise", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    RecordOffset noise =
        here.sendBytes(here.topics().weights(), "r/1", "hello world".getBytes(UTF_8));
    here.milestone(run, 128, List.of(Fixtures.at(1, noise.getPartition(), noise.getOffset())));
    here.milestone(run, Fixtures.milestone(run, 256));

    assertThatThrownBy(here.evaluator(BadRecordPolicy.FAIL)::run)
        .isInstanceOfSatisfying(
            ScorestreamException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.BAD_DATA);
              assertThat(e.remedy()).contains("on.bad.record=skip");
            })
        .hasMessageMatching(
            "record at topic noise.weights.v1, partition \\d, offset 0 is not an Avro"
                + " ScoreWeights: .*");
    assertThat(here.metrics(here.topics().robustErrorMetrics()))
        .as("a timestep's milestones are evaluated in order")
        .noneMatch(metric -> Objects.equals(metric.getTimestep(), 1));
    assertThat(here.deadLetters())
        .isNotEmpty()
        .allSatisfy(letter -> assertThat(letter.value()).asString(UTF_8).isEqualTo("hello world"));

    here.whileEvaluating(
        BadRecordPolicy.SKIP, () -> here.awaitMetrics(here.topics().robustErrorMetrics(), ROBUST));
  }

  @Test
  void damagedNetwork_endsItWithItsPlace_andIsPassedOverWhenAskedTo() {
    Deployment here = Deployment.withTopics(stack, "damaged", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    ScoreWeights sound = Fixtures.milestone(run, 128).get(0);
    here.milestone(
        run, List.of(ScoreWeights.newBuilder(sound).setContentHash("of another").build()));
    here.milestone(run, Fixtures.milestone(run, 256));

    assertThatThrownBy(here.evaluator(BadRecordPolicy.FAIL)::run)
        .isInstanceOf(ScorestreamException.class)
        .hasMessageMatching(
            "record at topic damaged.weights.v1, partition \\d, offset 0 is not sound:"
                + " weights of run r, network 1, milestone 128: damaged.*");
    here.whileEvaluating(
        BadRecordPolicy.SKIP,
        () ->
            assertThat(
                    named(
                        here.awaitMetrics(here.topics().robustErrorMetrics(), ROBUST),
                        "path_error"))
                .hasSize(3));
    assertThat(here.deadLetters()).isNotEmpty();
  }

  @Test
  void unknownLaw_isMeasuredOnHeldOutSamplesBeforeThePlaceAlone() {
    Deployment here = Deployment.withTopics(stack, "unknown", state);
    Run run = here.run(Fixtures.unknown("r", Standardiser.identity(2), 0.5));
    here.send(here.topics().samples(), "source", List.of(samples(0, 128), samples(128, 128)));
    here.milestone(run, Fixtures.milestone(run, 64));
    here.send(here.topics().generations(), "r/64", generations(run, 64));
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> {
          List<Metric> robust = here.awaitMetrics(here.topics().robustErrorMetrics(), HELD_OUT);
          assertThat(named(robust, "held_out_loss"))
              .hasSize(Fixtures.TIMESTEPS)
              .allMatch(metric -> metric.getN() == heldOut(run, 128));
          assertThat(named(robust, "held_out_loss_difference")).isEmpty();
          assertThat(here.awaitMetrics(here.topics().wassersteinMetrics(), PER_GENERATION))
              .filteredOn(metric -> !metric.getMetric().equals("distance_seconds"))
              .allMatch(metric -> metric.getN() == heldOut(run, 128) / 2);
        });
  }

  @Test
  void unknownLaw_isComparedWithTheMilestoneBefore_alsoOverARestart() {
    Deployment here = Deployment.withTopics(stack, "compared", state);
    Run run = here.run(Fixtures.unknown("r", Standardiser.identity(2), 0.5));
    here.send(here.topics().samples(), "source", List.of(samples(0, 128), samples(128, 128)));
    here.milestone(run, Fixtures.milestone(run, 64));
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> here.awaitMetrics(here.topics().robustErrorMetrics(), HELD_OUT));

    here.milestone(run, placed(Fixtures.milestone(run, 128), 1));
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> {
          List<Metric> robust =
              here.awaitMetrics(
                  here.topics().robustErrorMetrics(), 2 * HELD_OUT + 4 * Fixtures.TIMESTEPS);
          assertThat(named(robust, "held_out_loss_difference"))
              .hasSize(Fixtures.TIMESTEPS)
              .allMatch(metric -> metric.getMilestone() == 128)
              .allMatch(metric -> metric.getN() == heldOut(run, 128))
              .allMatch(metric -> metric.getEvidence() == Evidence.UNBIASED_DIFFERENCE);
          assertThat(named(robust, "reference_disagreement"))
              .hasSize(3 * Fixtures.TIMESTEPS)
              .allMatch(metric -> metric.getEvidence() == Evidence.BRACKET);
        });
  }

  @Test
  void sampleThatIsNotANumber_endsItWithItsPlace_andIsPassedOverWhenAskedTo() {
    Deployment here = Deployment.withTopics(stack, "nan", state);
    Run run = here.run(Fixtures.unknown("r", Standardiser.identity(2), 0.5));
    SampleBatch broken = SampleBatches.batch("source", 0, Rows.of(new float[] {0, Float.NaN}, 2));
    here.send(here.topics().samples(), "source", List.of(broken, samples(0, 128)));
    here.milestone(run, placed(Fixtures.milestone(run, 64), 1));

    assertThatThrownBy(here.evaluator(BadRecordPolicy.FAIL)::run)
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("record at topic nan.samples.v1, partition 0, offset 0 is not sound")
        .hasMessageContaining("sample 0 of source source has NaN as its number 2");
    here.whileEvaluating(
        BadRecordPolicy.SKIP,
        () ->
            assertThat(
                    named(
                        here.awaitMetrics(here.topics().robustErrorMetrics(), HELD_OUT),
                        "held_out_loss"))
                .hasSize(Fixtures.TIMESTEPS)
                .allMatch(metric -> metric.getN() == heldOut(run, 128)));
  }

  @Test
  void placeBeyondTheSamples_isNamed() {
    Deployment here = Deployment.withTopics(stack, "short", state);
    Run run = here.run(Fixtures.unknown("r", Standardiser.identity(2), 0.5));
    here.milestone(run, Fixtures.milestone(run, 64));
    assertThatThrownBy(here.evaluator(BadRecordPolicy.FAIL)::run)
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("samples up to offset 0 of topic short.samples.v1")
        .hasMessageContaining("ends at 0");
  }

  @Test
  void missingTopics_areNamedWithTheRemedy() {
    Deployment nothing = new Deployment(stack, "nothing", state);
    assertThatThrownBy(nothing.evaluator(BadRecordPolicy.FAIL)::run)
        .isInstanceOfSatisfying(
            ScorestreamException.class,
            e -> assertThat(e.remedy()).isEqualTo("run: scorestream topics apply"))
        .hasMessageContaining("nothing.milestones.v1");
  }

  @Test
  void stateDirectoryOfAnotherEvaluator_isRefused() {
    Deployment here = Deployment.withTopics(stack, "shared", state);
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> {
          Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
          here.milestone(run, Fixtures.milestone(run, 256));
          here.awaitMetrics(here.topics().robustErrorMetrics(), ROBUST);
          assertThatThrownBy(here.evaluator(BadRecordPolicy.FAIL)::run)
              .isInstanceOfSatisfying(
                  ScorestreamException.class,
                  e -> {
                    assertThat(e.reason()).isEqualTo(Reason.CANNOT_WRITE);
                    assertThat(e.remedy()).contains("--state-dir");
                  })
              .hasMessageContaining(state.toString());
        });
  }

  /** The same networks after all 128 samples of a record. */
  private static List<ScoreWeights> placed(List<ScoreWeights> networks, long offset) {
    return networks.stream()
        .map(event -> ScoreWeights.newBuilder(event).setOffsets(Fixtures.place(offset, 128)))
        .map(ScoreWeights.Builder::build)
        .toList();
  }

  private static List<Metric> named(List<Metric> metrics, String name) {
    return metrics.stream().filter(metric -> metric.getMetric().equals(name)).toList();
  }

  private static List<GenerationBatch> generations(Run run, long milestone) {
    return List.of(
        Fixtures.batch(run, milestone, 0, 2, normal(1, 200)),
        Fixtures.batch(run, milestone, 1, 2, normal(2, 200)));
  }

  private static SampleBatch samples(long first, int count) {
    return SampleBatches.batch("source", first, Rows.of(normal(first, count), 2));
  }

  private static int heldOut(Run run, int samples) {
    int count = 0;
    for (int sequence = 0; sequence < samples; sequence++) {
      count += run.holdOut().holdsOut("source", sequence) ? 1 : 0;
    }
    return count;
  }

  private static float[] normal(long seed, int count) {
    float[] points = Fixtures.standardNormal().draw(count, Seeds.generator(seed)).numbers();
    return points;
  }
}
