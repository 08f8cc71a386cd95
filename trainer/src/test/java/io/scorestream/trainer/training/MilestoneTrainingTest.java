package io.scorestream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.MilestoneStart;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.Stopping;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.trainer.Specs;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SampleLogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MilestoneTrainingTest {

  private static final Run RUN = new Run(Specs.small("r", "t").build());
  private static final int M = 32;
  private static final float MARK = 1e6f;

  @TempDir Path directory;

  @Test
  void train_again_givesTheSameBits() {
    assertThat(trained("a", normals(64))).isEqualTo(trained("b", normals(64)));
  }

  @Test
  void train_laterSamplesMarked_haveNoInfluence() {
    float[] samples = normals(64);
    float[] marked = samples.clone();
    for (int row = (int) samplesUsed(); row < 64; row++) {
      marked[2 * row] = MARK;
    }
    assertThat(marked).isNotEqualTo(samples);
    assertThat(trained("a", marked)).isEqualTo(trained("b", samples));
  }

  @Test
  void train_heldOutSamplesMarked_haveNoInfluence() {
    float[] samples = normals(64);
    float[] marked = samples.clone();
    String source = SampleLogs.IDENTITY.source();
    for (int row = 0; row < 64; row++) {
      if (RUN.holdOut().holdsOut(source, row)) {
        marked[2 * row] = MARK;
      }
    }
    assertThat(marked).isNotEqualTo(samples);
    assertThat(trained("a", marked)).isEqualTo(trained("b", samples));
  }

  @Test
  void train_anySampleOfTheFirstMarked_hasInfluence() {
    float[] samples = normals(64);
    int last = (int) samplesUsed() - 1;
    samples[2 * last] += 0.01f;
    assertThat(trained("a", samples)).isNotEqualTo(trained("b", normals(64)));
  }

  /** Noise and the order of the samples are of the seed. */
  @Test
  void train_withAnotherSeed_givesOtherWeights() {
    assertThat(trained("a", normals(64), 8)).isNotEqualTo(trained("b", normals(64), 7));
  }

  /** What goes on from the networks is what it would be without a copy. */
  @Test
  void train_withACopyThatGoesFurther_leavesTheNetworksAsTheyAre() {
    Run copied = new Run(Specs.small("r", "t").setFurtherSteps(0.1).build());
    assertThat(twice("copied", copied)).isEqualTo(twice("plain", RUN));
  }

  @Test
  void train_withACopy_repeatsItInTheSameBits() {
    Run copied = new Run(Specs.small("r", "t").setFurtherSteps(0.1).build());
    TrainedMilestone first = untilEnd("a", copied);
    assertThat(first.further()).hasSize(copied.bank().networks().size());
    assertThat(first.further().get(0).step())
        .isEqualTo(first.steps() + (int) (0.1 * first.steps()));
    assertThat(untilEnd("b", copied).further()).isEqualTo(first.further());
    assertThat(untilEnd("c", RUN).further()).isEmpty();
  }

  private TrainedMilestone untilEnd(String name, Run run) {
    try (SampleLog log = log(name, normals(64));
        NetworkTrainer bank = bank()) {
      bank.initialise(7);
      return new MilestoneTraining(run, run.training(), 7, bank)
          .train(
              SampleLogs.first(M, log, RUN.holdOut(), sequence -> true),
              log.rows(64),
              (done, total) -> true)
          .orElseThrow();
    }
  }

  /** What was trained before it has no part in a milestone that starts cold. */
  @Test
  void train_cold_forgetsTheMilestoneBefore() {
    Run cold = run(spec -> spec.setStart(MilestoneStart.COLD));
    assertThat(twice(cold)).isEqualTo(trained("once", normals(64)));
    assertThat(twice(RUN)).isNotEqualTo(trained("again", normals(64)));
  }

  private List<NetworkState> twice(Run run) {
    return twice(run.training().start().name(), run);
  }

  private List<NetworkState> twice(String name, Run run) {
    try (SampleLog log = log(name, normals(64));
        NetworkTrainer bank = bank()) {
      TrainingSet set = SampleLogs.first(M, log, RUN.holdOut(), sequence -> true);
      for (int i = 0; i < 2; i++) {
        new MilestoneTraining(run, run.training(), 7, bank)
            .train(set, log.rows(64), (done, total) -> true);
      }
      return bank.state();
    }
  }

  @Test
  void train_untilThePlateau_endsSoonerAndRepeatsInTheSameBits() {
    Run run =
        run(
            spec ->
                spec.setStopping(Stopping.HELD_OUT)
                    .setEpochs(1e6)
                    .setMaxSteps(4_000)
                    .setBatchSize(64));
    TrainedMilestone first = untilPlateau("a", run);
    assertThat(first.steps()).isBetween(200, 3_000);
    assertThat(first.losses().steps()).isBetween(1, first.steps() / 4);
    assertThat(untilPlateau("b", run).steps()).isEqualTo(first.steps());
  }

  private TrainedMilestone untilPlateau(String name, Run run) {
    try (SampleLog log = log(name, normals(1_500));
        NetworkTrainer bank = bank()) {
      TrainingSet set = SampleLogs.first(1_000, log, RUN.holdOut(), sequence -> true);
      return new MilestoneTraining(run, run.training(), 7, bank)
          .train(set, log.rows(1_500), (done, total) -> true)
          .orElseThrow();
    }
  }

  private static Run run(UnaryOperator<OptimiserSpec.Builder> change) {
    RunSpec.Builder spec = Specs.small("r", "t");
    OptimiserSpec.Builder optimiser = OptimiserSpec.newBuilder(spec.getOptimiser());
    return new Run(spec.setOptimiser(change.apply(optimiser).build()).build());
  }

  @Test
  void train_givenUp_isEmpty() {
    try (SampleLog log = log("a", normals(64));
        NetworkTrainer bank = bank()) {
      assertThat(train(bank, log, (done, total) -> false)).isEmpty();
      assertThat(bank.step()).isBetween(1L, 39L);
    }
  }

  @Test
  void train_thatDiverges_namesStepAndTimestep() {
    float[] samples = normals(64);
    samples[0] = Float.MAX_VALUE;
    try (SampleLog log = log("a", samples);
        NetworkTrainer bank = bank()) {
      assertThatThrownBy(() -> train(bank, log, (done, total) -> true))
          .hasMessageMatching(
              "training of run r diverged: at step \\d+ of milestone 32 the loss of timestep 1 is .*,"
                  + " at learning rate .*; the largest number of its batch is 2\\.268549\\d*E38, in.*")
          .isInstanceOfSatisfying(
              ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA));
    }
  }

  private List<NetworkState> trained(String name, float[] samples) {
    return trained(name, samples, 7);
  }

  private List<NetworkState> trained(String name, float[] samples, long seed) {
    try (SampleLog log = log(name, samples);
        NetworkTrainer bank = bank()) {
      TrainedMilestone trained = train(bank, log, seed, (done, total) -> true).orElseThrow();
      assertThat(trained.steps()).isEqualTo(40).isEqualTo((int) bank.step());
      assertThat(trained.losses().steps()).isEqualTo(4);
      assertThat(trained.losses().loss(0, 0.95).mean()).isBetween(0.0, 2.0);
      return bank.state();
    }
  }

  private static Optional<TrainedMilestone> train(
      NetworkTrainer bank, SampleLog log, MilestoneTraining.Progress progress) {
    return train(bank, log, 7, progress);
  }

  private static Optional<TrainedMilestone> train(
      NetworkTrainer bank, SampleLog log, long seed, MilestoneTraining.Progress progress) {
    TrainingSet set = SampleLogs.first(M, log, RUN.holdOut(), sequence -> true);
    return new MilestoneTraining(RUN, RUN.training(), seed, bank)
        .train(set, log.rows(64), progress);
  }

  private static long samplesUsed() {
    return RUN.holdOut().samplesFor(SampleLogs.IDENTITY.source(), M);
  }

  private static NetworkTrainer bank() {
    NetworkTrainer bank = NetworkTrainer.open(RUN.bank(), DevicePreference.CPU);
    bank.initialise(RUN.spec().getSeed());
    return bank;
  }

  private SampleLog log(String name, float[] samples) {
    SampleLog log = SampleLogs.open(directory.resolve(name));
    log.append(0, 0, 0, Floats.bytes(samples));
    return log;
  }

  private static float[] normals(int rows) {
    RandomGenerator rng = Seeds.generator(4);
    float[] samples = new float[2 * rows];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) rng.nextGaussian();
    }
    return samples;
  }
}
