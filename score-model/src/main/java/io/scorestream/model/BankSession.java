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
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;

/**
 * A SavedModel of a {@link BankGraph}, loaded by DJL: one block per signature over one session,
 * whose variables are this session's own. For one thread at a time.
 */
final class BankSession implements AutoCloseable {
  private final Model model;
  private final ParameterStore noParameters;
  private final Map<Signature, TfSymbolBlock> blocks = new EnumMap<>(Signature.class);
  private boolean closed;

  private BankSession(Model model, Set<Signature> signatures) {
    this.model = model;
    this.noParameters = new ParameterStore(model.getNDManager(), false);
    TfSymbolBlock setState = (TfSymbolBlock) model.getBlock();
    SavedModelBundle bundle = setState.getSavedModelBundle();
    for (Signature signature : signatures) {
      blocks.put(
          signature,
          signature == Signature.SET_STATE ? setState : new TfSymbolBlock(bundle, signature.key()));
    }
  }

  /**
   * Loads the SavedModel of a folder, which may be deleted afterwards.
   *
   * @param signatures that it has
   */
  static BankSession load(Path folder, Set<Signature> signatures, ConfigProto config)
      throws IOException {
    try {
      return new BankSession(
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optEngine("TensorFlow")
              .optDevice(ai.djl.Device.cpu())
              .optModelPath(folder)
              .optModelName("score-bank")
              .optOption("SignatureDefKey", Signature.SET_STATE.key())
              .optOption("ConfigProto", Base64.getEncoder().encodeToString(config.toByteArray()))
              .build()
              .loadModel(),
          signatures);
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
