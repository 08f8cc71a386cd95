package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.Timestep;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others load is loaded as they would: by DJL's own doors, with nothing of ours. */
class SavedScoreModelTest {

  private static final double TOLERANCE = 1e-6;

  @TempDir private Path folder;

  static Stream<BankSpec> banks() {
    return Stream.of(
        spec(new DenseShape(2, List.of(64, 64), Activation.SILU)),
        spec(new DenseShape(3, List.of(16), Activation.RELU)),
        spec(new DenseShape(3, List.of(), Activation.TANH)),
        spec(
            new DenseShape(2, List.of(32, 32), Activation.ELU, true),
            Banks.bands(new int[][] {{1, 2, 3}})),
        spec(
            new DenseShape(3, List.of(32, 32), Activation.SILU, true),
            Banks.bands(new int[][] {{1, 2}, {3}, {4, 5}})),
        Banks.ofPixels(3, Activation.SILU, Banks.bands(new int[][] {{1, 2}, {3}})));
  }

  @ParameterizedTest
  @MethodSource("banks")
  void score_isOurs(BankSpec spec) throws Exception {
    int d = spec.network().dimension();
    List<NetworkWeights> networks = networks(spec);
    SavedScoreModel.write(spec, networks, folder);
    Rows x = Rows.of(Banks.normals(5, 100, d).array(), d);

    try (ScoreNetworks ours = ScoreNetworks.open(spec, DevicePreference.CPU);
        ZooModel<NDList, NDList> theirs = load();
        Predictor<NDList, NDList> predictor = theirs.newPredictor()) {
      ours.restore(networks);
      for (int k = 1; k <= spec.timesteps().size(); k++) {
        Rows expected = x.zerosAlike();
        ours.score(k, x, expected);
        assertThat(largestDifference(score(predictor, theirs, x, k), expected))
            .as("at timestep %s, relative to the largest score", k)
            .isLessThanOrEqualTo(TOLERANCE);
      }
    }
  }

  @Test
  void write_ofTooFewNetworks_isRefused() {
    BankSpec spec = spec(new DenseShape(2, List.of(4), Activation.RELU));
    assertThatThrownBy(() -> SavedScoreModel.write(spec, networks(spec).subList(0, 2), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 states for a bank of 3 networks");
  }

  private ZooModel<NDList, NDList> load() throws Exception {
    TensorFlowRuntime.start();
    return Criteria.builder()
        .setTypes(NDList.class, NDList.class)
        .optEngine("TensorFlow")
        .optModelPath(folder)
        .optModelName("saved_model")
        .optOption("SignatureDefKey", "score")
        .optTranslator(new NoopTranslator())
        .build()
        .loadModel();
  }

  private static float[] score(
      Predictor<NDList, NDList> predictor, ZooModel<NDList, NDList> model, Rows x, int k)
      throws Exception {
    try (NDManager scope = model.getNDManager().newSubManager()) {
      NDArray points = scope.create(x.numbers(), new Shape(x.count(), x.dimension()));
      points.setName("x");
      NDArray timestep = scope.create(k);
      timestep.setName("k");
      NDList scores = predictor.predict(new NDList(points, timestep));
      scores.attach(scope);
      return scores.head().toFloatArray();
    }
  }

  private static double largestDifference(float[] found, Rows expected) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < found.length; i++) {
      difference = Math.max(difference, Math.abs(found[i] - expected.numbers()[i]));
      size = Math.max(size, Math.abs(expected.numbers()[i]));
    }
    return difference / size;
  }

  private static BankSpec spec(NetworkShape shape) {
    return spec(shape, Banks.timesteps(1, 2, 3));
  }

  private static BankSpec spec(NetworkShape shape, List<Timestep> timesteps) {
    List<Double> variances = Stream.of(1.5, 0.5, 0.25).limit(shape.dimension()).toList();
    return new BankSpec(shape, timesteps, variances, Optimiser.standard());
  }

  private static List<NetworkWeights> networks(BankSpec spec) {
    RandomGenerator rng = Seeds.generator(11);
    return Stream.generate(
            () -> {
              float[] weights = new float[spec.network().parameters()];
              for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (rng.nextGaussian() / 8);
              }
              return new NetworkWeights(weights, 1);
            })
        .limit(spec.networks().size())
        .toList();
  }
}
