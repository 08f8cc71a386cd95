package io.scorestream.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** A graph being built, and the signatures through which a SavedModel lets itself be called. */
final class SavedModelGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops ops = Ops.create(graph);
  private final MetaGraphDef.Builder definition = MetaGraphDef.newBuilder();
  private final Set<String> compiled = new HashSet<>();

  Ops ops() {
    return ops;
  }

  Graph graph() {
    return graph;
  }

  void addSignature(
      Signature signature, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {
    SignatureDef.Builder builder = SignatureDef.newBuilder().setMethodName(signature.key());
    inputs.forEach((name, operand) -> builder.putInputs(name, describe(operand.asOutput())));
    outputs.forEach((name, operand) -> builder.putOutputs(name, describe(operand.asOutput())));
    definition.putSignatureDef(signature.key(), builder.build());
  }

  private static TensorInfo describe(Output<?> output) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    if (output.shape().isUnknown()) {
      shape.setUnknownRank(true);
    } else {
      for (long size : output.shape().asArray()) {
        shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
      }
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(DataType.forNumber(output.dataType().getNumber()))
        .setTensorShape(shape)
        .build();
  }

  /**
   * Has XLA compile a call of a function for the processor that it runs on. A compiled call is not
   * spread over threads; where the native library has no XLA it runs as all else does.
   *
   * @param call name of the operation
   */
  void compile(String call) {
    compiled.add(call);
  }

  private GraphDef definitionOfGraph() {
    GraphDef.Builder marked = graph.toGraphDef().toBuilder();
    for (NodeDef.Builder node : marked.getNodeBuilderList()) {
      if (compiled.contains(node.getName())) {
        node.putAttr("_XlaMustCompile", AttrValue.newBuilder().setB(true).build());
      }
    }
    return marked.build();
  }

  /** Writes {@code saved_model.pb} into a folder that exists. */
  void write(Path folder) throws IOException {
    definition
        .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
        .setGraphDef(definitionOfGraph());
    SavedModel model =
        SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(definition).build();
    Files.write(folder.resolve("saved_model.pb"), model.toByteArray());
  }

  @Override
  public void close() {
    graph.close();
  }
}
