package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The program that answers: the noise that one timestep's network sees, and all losses. */
final class AnswerGraph {
  /** What it can be asked to do. */
  static final Set<Signature> SIGNATURES =
      Set.of(Signature.SCORE_AT, Signature.LOSS, Signature.SET_STATE);

  private final BankGraph graph;
  private final Ops tf;

  private AnswerGraph(BankGraph graph) {
    this.graph = graph;
    this.tf = graph.ops();
  }

  /** Builds the graph of a bank and writes it as a SavedModel into a folder that exists. */
  static void write(BankSpec spec, Path folder) throws IOException {
    try (BankGraph bank = new BankGraph(spec)) {
      new AnswerGraph(bank).addScoreAt();
      bank.addLoss();
      bank.addSetState();
      bank.write(folder);
    }
  }

  private void addScoreAt() {
    Placeholder<TInt32> index = graph.input(TInt32.class, Shape.scalar());
    Placeholder<TFloat32> x =
        graph.input(TFloat32.class, Shape.of(-1, graph.spec().network().dimension()));
    Operand<TFloat32> noise =
        graph.network().noiseAt(tf, index, x, graph.variables().at(tf, index));
    graph
        .model()
        .addSignature(Signature.SCORE_AT, Map.of("index", index, "x", x), Map.of("noise", noise));
  }
}
