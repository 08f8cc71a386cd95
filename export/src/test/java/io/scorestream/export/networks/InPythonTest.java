package io.scorestream.export.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.export.arrays.ArrayBundle;
import io.scorestream.export.arrays.NamedArray;
import io.scorestream.fixtures.Python;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lines of Python that the pages show, run out of the pages on what we wrote, against our own
 * scores and samples.
 */
class InPythonTest {

  private static final Path DOCS = Path.of("../docs");
  private static final int POINTS = 200;

  private static String shown;
  private static Python python;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    Optional<Python> found = Python.with("numpy");
    assumeTrue(found.isPresent(), "no Python with NumPy is installed");
    python = found.orElseThrow();
    shown = Python.shownOn(DOCS.resolve("export.md"));
  }

  static Stream<TrainedModel> models() {
    return Models.ofEachKind();
  }

  @ParameterizedTest
  @MethodSource("models")
  void score_outOfAnNpz_isOurs(TrainedModel model) throws Exception {
    ModelFormat.NPZ.write(model, folder.resolve("model.npz"));
    Rows x = normals(Seeds.generator(5), POINTS, model.run().network().dimension());
    List<NamedArray> ours = new ArrayList<>(List.of(array("x", x)));
    try (ScoreNetworks networks = opened(model)) {
      for (int k : model.run().timesteps()) {
        Rows scores = x.zerosAlike();
        networks.score(k, x, scores);
        ours.add(array("score" + k, scores));
      }
    }
    write(ours);

    String printed =
        python.run(
            folder,
            shown
                + """

                ours = dict(np.load("ours.npz"))
                def difference(k):
                    theirs, expected = score(ours["x"].astype(np.float64), k), ours[f"score{k}"]
                    return np.abs(theirs - expected).max() / np.abs(expected).max()
                print(max(difference(k) for k in range(1, len(net["time"]) + 1)))
                """);

    assertThat(Double.parseDouble(printed)).isLessThanOrEqualTo(1e-6);
  }

  /** Those that the page's lines are for. */
  static Stream<TrainedModel> modelsWithoutACondition() {
    return models().filter(model -> model.run().condition().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("modelsWithoutACondition")
  void samples_withTheSameNoise_areOurs(TrainedModel model) throws Exception {
    Run run = model.run();
    ModelFormat.NPZ.write(model, folder.resolve("model.npz"));
    Rows samples;
    try (ScoreNetworks networks = opened(model)) {
      samples = new ReverseSampler(run.plan(), networks).sample(POINTS, Seeds.generator(7));
    }
    write(
        List.of(
            array("samples", run.standardiser().restore(samples)),
            array(
                "noise",
                normals(
                    Seeds.generator(7),
                    POINTS * (run.grid().steps() + 1),
                    run.network().dimension()))));

    String printed =
        python.run(
            folder,
            shown
                + Python.shownOn(DOCS.resolve("sample-in-python.md"))
                + """

                ours = dict(np.load("ours.npz"))
                drawn = iter(np.split(ours["noise"].astype(np.float64), len(net["time"]) + 1))
                noise = lambda shape: next(drawn)
                theirs, expected = restore(sample(%s)), ours["samples"]
                spread = expected.std(axis=0)
                print(np.abs((theirs - expected) / np.where(spread > 0, spread, 1)).max())
                """
                    .formatted(POINTS));

    String difference = printed.strip().lines().reduce((first, last) -> last).orElseThrow();
    assertThat(Double.parseDouble(difference)).isLessThanOrEqualTo(1e-4);
  }

  @ParameterizedTest
  @MethodSource("models")
  void safetensors_haveTheArraysOfAnNpz(TrainedModel model) throws Exception {
    ModelFormat.NPZ.write(model, folder.resolve("model.npz"));
    ModelFormat.SAFETENSORS.write(model, folder.resolve("model.safetensors"));

    String printed =
        python.run(
            folder,
            """
            import json, numpy as np
            net = dict(np.load("model.npz"))
            data = open("model.safetensors", "rb").read()
            begin = 8 + int.from_bytes(data[:8], "little")
            header = json.loads(data[8:begin])
            words = header.pop("__metadata__")
            types = {"F32": "<f4", "F64": "<f8", "I64": "<i8"}
            assert begin % 8 == 0
            assert sorted(net) == sorted([*header, *words]), sorted(net)
            assert all(str(net[name]) == word for name, word in words.items())
            places = sorted(entry["data_offsets"] for entry in header.values())
            assert [p[0] for p in places] == [0] + [p[1] for p in places][:-1]
            assert begin + places[-1][1] == len(data)
            for name, entry in header.items():
                part = data[begin + entry["data_offsets"][0]:begin + entry["data_offsets"][1]]
                array = np.frombuffer(part, types[entry["dtype"]]).reshape(entry["shape"])
                assert array.dtype == net[name].dtype and (array == net[name]).all(), name
            print(len(header))
            """);

    assertThat(Integer.parseInt(printed.strip())).isGreaterThan(14);
  }

  private static ScoreNetworks opened(TrainedModel model) {
    ScoreNetworks networks = ScoreNetworks.open(model.run().bank(), DevicePreference.CPU);
    networks.restore(model.networks());
    return networks;
  }

  private void write(List<NamedArray> arrays) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("ours.npz"))) {
      new ArrayBundle(arrays, Map.of()).writeNpz(out);
    }
  }

  private static NamedArray array(String name, Rows rows) {
    return NamedArray.of(name, rows.numbers(), rows.count(), rows.dimension());
  }

  private static Rows normals(RandomGenerator rng, int count, int dimension) {
    Rows rows = Rows.zeros(count, dimension);
    for (int i = 0; i < rows.numbers().length; i++) {
      rows.numbers()[i] = (float) rng.nextGaussian();
    }
    return rows;
  }
}
