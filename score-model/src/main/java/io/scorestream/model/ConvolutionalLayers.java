package io.scorestream.model;

import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.ConvolutionalShape.Stage;
import io.scorestream.run.network.TimeFeatures;
import io.scorestream.run.network.WeightTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The layers of a {@link ConvolutionalShape}, of one network, and the slopes along its weights. For
 * one graph.
 */
final class ConvolutionalLayers implements Layers {
  private final ConvolutionalShape network;
  private final Ops tf;
  private final Tape tape;
  private final ImageOps ops;
  private final List<Operand<TFloat32>> weights;
  private final Map<String, Operand<TFloat32>> byName = new HashMap<>();
  private final Operand<TFloat32> input;
  private final Operand<TFloat32> pixels;

  /**
   * @param weights every tensor, {@code [1, rows, columns]}
   * @param pixels {@code [1, d, H·W·C]} of {@link io.scorestream.run.network.PixelLayout}
   */
  ConvolutionalLayers(
      Ops tf,
      ConvolutionalShape network,
      List<Operand<TFloat32>> weights,
      Operand<TFloat32> input,
      Operand<TFloat32> pixels) {
    this.tf = tf;
    this.network = network;
    this.weights = weights;
    this.input = input;
    this.pixels = pixels;
    this.tape = new Tape(tf);
    this.ops = new ImageOps(tape, network.activation());
    List<WeightTensor> tensors = network.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      byName.put(tensors.get(i).name(), weights.get(i));
    }
  }

  private Operand<TFloat32> weight(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  @Override
  public Operand<TFloat32> answer() {
    int d = network.dimension();
    int held = network.held();
    Operand<TFloat32> time =
        ops.activate(
            units(
                held == 0
                    ? List.of(part(d, TimeFeatures.COUNT))
                    : List.of(part(d, TimeFeatures.COUNT), part(d - held, held))));
    Operand<TFloat32> x = GraphOps.product(tf, part(0, d), pixels, false, false);
    Operand<TFloat32> image =
        tf.reshape(
            x,
            tf.constant(
                new int[] {
                  -1, network.grid().height(), network.grid().width(), network.grid().channels()
                }));
    return outwards(stages(image, time));
  }

  private Operand<TFloat32> part(int from, int count) {
    return tf.slice(
        input, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, -1, count}));
  }

  /** {@code [f(t);c;1]·T}. */
  private Operand<TFloat32> units(List<Operand<TFloat32>> told) {
    Operand<TFloat32> one =
        tf.onesLike(
            tf.slice(told.get(0), tf.constant(new int[3]), tf.constant(new int[] {-1, -1, 1})));
    List<Operand<TFloat32>> all = Stream.concat(told.stream(), Stream.of(one)).toList();
    return ops.product(tf.concat(all, tf.constant(2)), weight("time"));
  }

  private Operand<TFloat32> stages(Operand<TFloat32> image, Operand<TFloat32> time) {
    List<Stage> stages = network.stages();
    Operand<TFloat32> fine =
        stage(stages.get(0), ops.convolution(image, weight("in_W"), weight("in_b")), time);
    Operand<TFloat32> half = stage(stages.get(1), ops.halved(pointwise("to2", fine)), time);
    Operand<TFloat32> quarter = stage(stages.get(2), ops.halved(pointwise("to3", half)), time);
    Operand<TFloat32> halfAgain = stage(stages.get(3), ops.sum(half, ops.doubled(quarter)), time);
    Operand<TFloat32> again =
        stage(stages.get(4), ops.sum(fine, ops.doubled(pointwise("from2", halfAgain))), time);
    return ops.convolution(ops.activate(again), weight("out_W"), weight("out_b"));
  }

  private Operand<TFloat32> pointwise(String name, Operand<TFloat32> image) {
    return ops.pointwise(image, weight(name + "_W"), weight(name + "_b"));
  }

  private Operand<TFloat32> stage(Stage stage, Operand<TFloat32> image, Operand<TFloat32> time) {
    Operand<TFloat32> h = image;
    for (int block = 1; block <= network.blocks(); block++) {
      List<Operand<TFloat32>> of = stage.tensorsOf(block).stream().map(this::weight).toList();
      Operand<TFloat32> inner = ops.convolution(ops.activate(h), of.get(0), of.get(1));
      Operand<TFloat32> told = ops.toEachPixel(inner, ops.product(time, of.get(2)));
      h = ops.sum(h, ops.convolution(ops.activate(told), of.get(3), of.get(4)));
    }
    return h;
  }

  /** Back from pixels to coordinates, {@code [1, rows, d]}. */
  private Operand<TFloat32> outwards(Operand<TFloat32> image) {
    Operand<TFloat32> flat =
        tf.reshape(image, tf.constant(new int[] {1, -1, network.grid().size()}));
    return tape.computed(
        GraphOps.product(tf, flat, pixels, false, true),
        slope ->
            tape.add(
                image,
                tf.reshape(GraphOps.product(tf, slope, pixels, false, false), tf.shape(image))));
  }

  @Override
  public List<Operand<TFloat32>> slopes(Operand<TFloat32> slope) {
    tape.backward(slope);
    return weights.stream().map(weight -> tape.slope(weight).orElseThrow()).toList();
  }
}
