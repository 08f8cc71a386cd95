package io.scorestream.model;

import static java.util.Objects.requireNonNull;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.tensorflow.engine.SavedModelBundle;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;

/**
 * A SavedModel, loaded by DJL: one block per signature over one session, whose variables are this
 * session's own. A signature that moves no variable may be called by any number of threads.
 */
final class BankSession implements AutoCloseable {
  private final Model model;
  private final ParameterStore noParameters;
  private final Map<Signature, TfSymbolBlock> blocks = new EnumMap<>(Signature.class);
  private boolean closed;

  private BankSession(Model model, Set<Signature> signatures, Signature first) {
    this.model = model;
    this.noParameters = new ParameterStore(model.getNDManager(), false);
    TfSymbolBlock block = (TfSymbolBlock) model.getBlock();
    SavedModelBundle bundle = block.getSavedModelBundle();
    for (Signature signature : signatures) {
      blocks.put(
          signature, signature == first ? block : new TfSymbolBlock(bundle, signature.key()));
    }
  }

  /** Builds a graph. */
  @FunctionalInterface
  interface GraphWriter {
    /** Writes it as a SavedModel into a folder that exists. */
    void write(Path folder) throws IOException;
  }

  /**
   * Builds a graph and loads it; its variables, if any, hold nothing yet.
   *
   * @param signatures that the graph has, at least one
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  static BankSession open(Device.Kind device, Set<Signature> signatures, GraphWriter graph) {
    try {
      Path folder = Files.createTempDirectory("scorestream-bank");
      try {
        graph.write(folder);
        return load(folder, signatures, TensorFlowRuntime.sessionConfig(device));
      } finally {
        Files.deleteIfExists(folder.resolve("saved_model.pb"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the graph of a bank could not go through the temporary folder %s; free space there or set java.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private static BankSession load(Path folder, Set<Signature> signatures, ConfigProto config)
      throws IOException {
    Signature first = signatures.iterator().next();
    try {
      return new BankSession(
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optEngine("TensorFlow")
              .optDevice(ai.djl.Device.cpu())
              .optModelPath(folder)
              .optModelName("score-bank")
              .optOption("SignatureDefKey", first.key())
              .optOption("ConfigProto", Base64.getEncoder().encodeToString(config.toByteArray()))
              .build()
              .loadModel(),
          signatures,
          first);
    } catch (ModelNotFoundException | MalformedModelException e) {
      throw new IOException("DJL could not load the graph of a bank from " + folder, e);
    }
  }

  /**
   * A scope for the arrays of one call; they are freed when it is closed.
   *
   * @throws IllegalStateException if the session is closed, which the native library would not
   *     survive
   */
  NDManager newScope() {
    if (closed) {
      throw new IllegalStateException("the networks are closed; open others");
    }
    return model.getNDManager().newSubManager();
  }

  /**
   * Runs a signature.
   *
   * @param inputs named as in the graph, all from one scope, which the outputs join
   * @return the outputs, in alphabetical order of their names
   */
  NDList call(Signature signature, Map<String, NDArray> inputs) {
    NDList arguments = new NDList(inputs.size());
    inputs.forEach(
        (name, array) -> {
          array.setName(name);
          arguments.add(array);
        });
    return requireNonNull(blocks.get(signature)).forward(noParameters, arguments, false);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      model.close();
    }
  }
}
