package io.scorestream.export.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFormatTest {

  private static final TrainedModel MODEL = Models.ofEachKind().findFirst().orElseThrow();

  @TempDir private Path folder;

  @Test
  void npz_ofEqualModels_isTheSameFile() throws Exception {
    ModelFormat.NPZ.write(MODEL, folder.resolve("one.npz"));
    ModelFormat.NPZ.write(MODEL, folder.resolve("other.npz"));

    assertThat(folder.resolve("one.npz")).hasSameBinaryContentAs(folder.resolve("other.npz"));
  }

  @Test
  void savedModel_hasTheStandardisationBesideIt_andWeightsOnce() throws Exception {
    ModelFormat.SAVEDMODEL.write(MODEL, folder.resolve("model"));

    assertThat(folder.resolve("model/saved_model.pb")).isNotEmptyFile();
    try (ZipFile beside = new ZipFile(folder.resolve("model/run.npz").toFile())) {
      assertThat(beside.stream().map(ZipEntry::getName))
          .contains("shift.npy", "scale.npy", "time.npy", "step_noise.npy", "run.npy")
          .noneMatch(name -> name.endsWith("weight.npy") || name.endsWith("bias.npy"));
    }
  }

  @Test
  void model_withoutOneOfItsNetworks_isRefused() {
    assertThatThrownBy(() -> new TrainedModel(MODEL.run(), 0, 512, MODEL.networks().subList(1, 12)))
        .hasMessageContaining("11 networks of run small, which has 12");
  }
}
