package io.scorestream.export.networks;

import io.scorestream.export.arrays.ArrayBundle;
import io.scorestream.model.SavedScoreModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** In what form a model is taken away; {@code docs/export.md} says what is in each. */
public enum ModelFormat {
  /** NumPy's zip of arrays. */
  NPZ {
    @Override
    public void write(TrainedModel model, Path to) throws IOException {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
        ModelArrays.of(model).writeNpz(out);
      }
    }
  },
  /** The same arrays as safetensors, with the words as metadata. */
  SAFETENSORS {
    @Override
    public void write(TrainedModel model, Path to) throws IOException {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
        ModelArrays.of(model).writeSafetensors(out);
      }
    }
  },
  /** A folder with TensorFlow's SavedModel, and all arrays but the weights beside it. */
  SAVEDMODEL {
    @Override
    public void write(TrainedModel model, Path to) throws IOException {
      Files.createDirectories(to);
      SavedScoreModel.write(model.run().bank(), model.networks(), to);
      ArrayBundle beside = ModelArrays.of(model).without(ModelArrays.WEIGHTS);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to.resolve(BESIDE)))) {
        beside.writeNpz(out);
      }
    }
  };

  /** What lies beside a SavedModel: grid, update, standardisation, words. */
  public static final String BESIDE = "run.npz";

  /**
   * Writes a model.
   *
   * @param to a file, or the folder of a SavedModel; what is there is replaced
   * @throws IllegalArgumentException if the model is larger than the form can hold
   * @throws IOException if it cannot be written
   */
  public abstract void write(TrainedModel model, Path to) throws IOException;
}
