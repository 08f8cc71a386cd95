package io.scorestream.model;

import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.TimeFeatures;
import io.scorestream.run.network.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The program with which the networks of a part of a bank answer, T timesteps on a block of rows:
 * functions without variables, so that any number of parts of a kind share it.
 *
 * <p>All but the first are given the part: every tensor of the weights {@code [n, ·, ·]}, {@code
 * scales [3, T, 1, d]} and {@code mixing [4, T, 1, d]} of {@link BankConstants}, {@code networks
 * [T]}, {@code features [T, 1, F]} and {@code pixels [1, d, H·W·C]} of {@link TimestepNetwork}.
 * Besides:
 *
 * <ul>
 *   <li>{@link Signature#NOISE}: standard normal numbers like {@code x [1, rows, d]}, of {@code
 *       seed}, {@code stream} and {@code first [1]} as {@link CounterNormals} wants them;
 *   <li>{@link Signature#SCORE_AT}: the score of the timestep at {@code index} at {@code x [1,
 *       rows, d]};
 *   <li>{@link Signature#LOSS}: of the timestep at {@code index} on each row of {@code x0 [rows,
 *       d]}, with noise of {@code seed}, {@code stream} and {@code first [1]};
 *   <li>{@link Signature#REVERSE}: {@code x [1, rows, d]} and {@code denoised}, the mean of the
 *       data before, after reverse steps with noise, {@code steps − 1} down to 0: each of the
 *       timestep at its {@code places [T]}, with its {@code rates [T, 6]} ({@code a}, {@code b},
 *       {@code p}, what x and its score have in the mean of the data, {@code c}) and its {@code
 *       streams [T]} of noise, of {@code seed} and {@code first [1]}; and {@code finite [T]}, 1
 *       where a step left all numbers finite;
 *   <li>{@link Signature#FLOW}: the same without noise;
 *   <li>{@link Signature#GUIDED_REVERSE} and {@link Signature#GUIDED_FLOW}, where coordinates are
 *       held: the same by {@code (1 + w)·ŝ(x|c) − w·ŝ(x)} with {@code guidance}, w (Ho and
 *       Salimans, <i>Classifier-Free Diffusion Guidance</i>, 2022), where {@code ŝ(x)} sees 0 in
 *       place of the condition.
 * </ul>
 *
 * <p>Coordinates that are held keep their value at every step.
 */
final class AnswerGraph {
  /** What it can be asked to do. */
  private static final Set<Signature> SIGNATURES =
      Set.of(
          Signature.NOISE, Signature.SCORE_AT, Signature.LOSS, Signature.REVERSE, Signature.FLOW);

  private static final Set<Signature> GUIDED =
      Set.of(Signature.GUIDED_REVERSE, Signature.GUIDED_FLOW);

  private static final String INDEX = "index";
  private static final String FINITE = "finite";
  private static final String POINTS = "x";
  private static final String DENOISED = "denoised";
  private static final String PLACES = "places";
  private static final String RATES = "rates";
  private static final String GUIDANCE = "guidance";

  private final PartKind kind;
  private final SavedModelGraph model;
  private final boolean compiled;
  private final Ops tf;

  private AnswerGraph(PartKind kind, SavedModelGraph model, boolean compiled) {
    this.kind = kind;
    this.model = model;
    this.compiled = compiled;
    this.tf = model.ops();
  }

  /** What a graph of a kind can be asked to do. */
  static Set<Signature> signatures(PartKind kind) {
    Set<Signature> signatures = EnumSet.copyOf(SIGNATURES);
    if (kind.held() > 0) {
      signatures.addAll(GUIDED);
    }
    return signatures;
  }

  /**
   * Builds the graph and writes it as a SavedModel into a folder that exists.
   *
   * @param compiled whether XLA is to compile it, for the processor that it runs on
   */
  static void write(PartKind kind, boolean compiled, Path folder) throws IOException {
    try (SavedModelGraph model = new SavedModelGraph()) {
      AnswerGraph graph = new AnswerGraph(kind, model, compiled);
      graph.add(Signature.NOISE, graph.inputs("x", "seed", "first", "stream"), graph::noise);
      graph.add(Signature.SCORE_AT, graph.ofPart("x", INDEX), graph::score);
      graph.add(Signature.LOSS, graph.ofPart("x0", "seed", "first", "stream", INDEX), graph::loss);
      graph.addSteps(Signature.REVERSE, Signature.FLOW);
      if (kind.held() > 0) {
        graph.addSteps(Signature.GUIDED_REVERSE, Signature.GUIDED_FLOW, GUIDANCE);
      }
      model.write(folder);
    }
  }

  private void addSteps(Signature noisy, Signature flow, String... besides) {
    Map<String, Operand<?>> moved = ofSteps(ofPart("x", DENOISED));
    moved.putAll(inputs(besides));
    add(flow, moved, (tf, arguments) -> steps(tf, arguments, this::flowStep));
    Map<String, Operand<?>> noised = ofSteps(ofPart("x", DENOISED, "seed", "first", "streams"));
    noised.putAll(inputs(besides));
    add(noisy, noised, (tf, arguments) -> steps(tf, arguments, this::noisyStep));
  }

  private void add(
      Signature signature, Map<String, Operand<?>> inputs, NamedFunction.Body function) {
    Map<String, Operand<?>> outputs = NamedFunction.call(tf, inputs, function);
    model.addSignature(signature, inputs, outputs);
    if (compiled) {
      model.compile(outputs.values().iterator().next().asOutput().op().name());
    }
  }

  /** By name; their order is that of the names. */
  private Map<String, Operand<?>> inputs(String... names) {
    Map<String, Operand<?>> inputs = new TreeMap<>();
    for (String name : names) {
      inputs.put(name, input(name));
    }
    return inputs;
  }

  private Map<String, Operand<?>> ofPart(String... names) {
    Map<String, Operand<?>> inputs = inputs(names);
    inputs.putAll(inputs("scales", "mixing", "networks"));
    for (WeightTensor tensor : kind.network().tensors()) {
      inputs.put(
          StatePart.WEIGHTS.nameOf(tensor),
          floats(kind.networks(), tensor.rows(), tensor.columns()));
    }
    if (kind.network().seesTime()) {
      inputs.put("features", floats(kind.timesteps(), 1, TimeFeatures.COUNT));
    }
    if (kind.network() instanceof ConvolutionalShape images) {
      inputs.put("pixels", floats(1, images.dimension(), images.grid().size()));
    }
    return inputs;
  }

  /** What a loop over steps needs besides. */
  private Map<String, Operand<?>> ofSteps(Map<String, Operand<?>> moved) {
    Map<String, Operand<?>> inputs = new TreeMap<>(moved);
    inputs.putAll(inputs("steps", PLACES, RATES));
    return inputs;
  }

  private Operand<?> input(String name) {
    int t = kind.timesteps();
    int d = kind.network().dimension();
    return switch (name) {
      case "x", DENOISED -> floats(1, -1, d);
      case "x0" -> floats(-1, d);
      case "scales" -> floats(BankConstants.SCALES, t, 1, d);
      case "mixing" -> floats(BankConstants.SHARES, t, 1, d);
      case PLACES, "networks" -> placeholder(TInt32.class, t);
      case RATES -> floats(t, ReverseChains.RATES);
      case "streams" -> placeholder(TInt64.class, t);
      case "first" -> placeholder(TInt64.class, 1);
      case "seed", "stream" -> placeholder(TInt64.class);
      case INDEX, "steps" -> placeholder(TInt32.class);
      case GUIDANCE -> floats();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Operand<TFloat32> floats(long... shape) {
    return placeholder(TFloat32.class, shape);
  }

  private <T extends TType> Operand<T> placeholder(Class<T> type, long... shape) {
    return tf.placeholder(type, Placeholder.shape(Shape.of(shape)));
  }

  private Map<String, Operand<?>> noise(Ops tf, NamedOperands arguments) {
    Operand<TFloat32> like = rows(tf, arguments.floats(POINTS));
    return Map.of("noise", draw(tf, like, arguments, arguments.longs("stream")));
  }

  private static Operand<TFloat32> draw(
      Ops tf, Operand<TFloat32> like, NamedOperands arguments, Operand<TInt64> stream) {
    return CounterNormals.draw(tf, List.of(1), like, arguments, stream);
  }

  /** {@code [rows, d]} of {@code [1, rows, d]}. */
  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> points) {
    return GraphOps.at(tf, points, tf.constant(0));
  }

  private Map<String, Operand<?>> score(Ops tf, NamedOperands arguments) {
    return Map.of(
        "score", network(tf, arguments, arguments.ints(INDEX)).score(arguments.floats(POINTS)));
  }

  private TimestepNetwork network(Ops tf, NamedOperands part, Operand<TInt32> index) {
    return new TimestepNetwork(tf, kind.network(), part, index);
  }

  private Map<String, Operand<?>> loss(Ops tf, NamedOperands arguments) {
    Operand<TFloat32> x0 = arguments.floats("x0");
    return Map.of(
        "loss",
        network(tf, arguments, arguments.ints(INDEX))
            .loss(x0, draw(tf, x0, arguments, arguments.longs("stream"))));
  }

  /** One step of a loop: what it moves, by name, of what the loop carries. */
  @FunctionalInterface
  private interface Step {
    Map<String, Operand<?>> of(
        Ops tf, NamedOperands carried, Operand<TInt32> index, Operand<TFloat32> score);
  }

  /** A loop that carries what moves, which steps were finite, and what stays the same. */
  private Map<String, Operand<?>> steps(Ops tf, NamedOperands arguments, Step step) {
    Map<String, Operand<?>> carried = new HashMap<>(arguments.byName());
    carried.put(INDEX, tf.math.sub(arguments.ints("steps"), tf.constant(1)));
    carried.put(FINITE, tf.constant(new float[kind.timesteps()]));
    Map<String, Operand<?>> ends =
        NamedFunction.loop(
            tf,
            carried,
            (in, at) -> Map.of("more", in.math.greaterEqual(at.ints(INDEX), in.constant(0))),
            (in, at) -> next(in, at, step));
    ends.keySet().retainAll(Set.of(POINTS, DENOISED, FINITE));
    return ends;
  }

  private Map<String, Operand<?>> next(Ops tf, NamedOperands carried, Step step) {
    Operand<TInt32> index = carried.ints(INDEX);
    Operand<TInt32> place = GraphOps.at(tf, carried.ints(PLACES), index);
    Operand<TFloat32> x = carried.floats(POINTS);
    Operand<TFloat32> score = guided(tf, carried, network(tf, carried, place), x);
    Map<String, Operand<?>> next = new TreeMap<>(carried.byName());
    next.replaceAll((name, operand) -> tf.identity(operand));
    next.putAll(step.of(tf, carried, index, score));
    if (kind.held() > 0) {
      next.put(POINTS, with(tf, new NamedOperands(next).floats(POINTS), held(tf, x)));
    }
    next.put(INDEX, tf.math.sub(index, tf.constant(1)));
    NamedOperands moved = new NamedOperands(next);
    next.put(
        FINITE,
        GraphOps.put(tf, carried.floats(FINITE), index, allFinite(tf, moved.floats(POINTS))));
    return next;
  }

  /** The score by which a step is taken. */
  private Operand<TFloat32> guided(
      Ops tf, NamedOperands carried, TimestepNetwork network, Operand<TFloat32> x) {
    Operand<TFloat32> score = network.score(x);
    if (!carried.byName().containsKey(GUIDANCE)) {
      return score;
    }
    Operand<TFloat32> without = network.score(with(tf, x, tf.zerosLike(held(tf, x))));
    return tf.math.add(score, tf.math.mul(carried.floats(GUIDANCE), tf.math.sub(score, without)));
  }

  /** The coordinates of points that are held, {@code [1, rows, held]}. */
  private Operand<TFloat32> held(Ops tf, Operand<TFloat32> points) {
    int scored = kind.network().dimension() - kind.held();
    return tf.slice(
        points, tf.constant(new int[] {0, 0, scored}), tf.constant(new int[] {-1, -1, -1}));
  }

  /** Points with these in place of what they hold. */
  private Operand<TFloat32> with(Ops tf, Operand<TFloat32> points, Operand<TFloat32> held) {
    int scored = kind.network().dimension() - kind.held();
    Operand<TFloat32> others =
        tf.slice(points, tf.constant(new int[3]), tf.constant(new int[] {-1, -1, scored}));
    return tf.concat(List.of(others, held), tf.constant(2));
  }

  /** {@code a·x + b·ŝ(x) + p·D + c·ξ}, and the D of this x. */
  private Map<String, Operand<?>> noisyStep(
      Ops tf, NamedOperands carried, Operand<TInt32> index, Operand<TFloat32> score) {
    Operand<TFloat32> x = carried.floats(POINTS);
    Operand<TFloat32> noise =
        draw(tf, rows(tf, x), carried, GraphOps.at(tf, carried.longs("streams"), index));
    Map<String, Operand<?>> moved = new HashMap<>(flowStep(tf, carried, index, score));
    Operand<TFloat32> rates = GraphOps.at(tf, carried.floats(RATES), index);
    moved.put(
        POINTS,
        tf.math.add(
            new NamedOperands(moved).floats(POINTS),
            sum(tf, rates, ReverseChains.RATES - 1, List.of(noise))));
    return moved;
  }

  /** {@code a·x + b·ŝ(x) + p·D}, and the D of this x. */
  private Map<String, Operand<?>> flowStep(
      Ops tf, NamedOperands carried, Operand<TInt32> index, Operand<TFloat32> score) {
    Operand<TFloat32> x = carried.floats(POINTS);
    Operand<TFloat32> rates = GraphOps.at(tf, carried.floats(RATES), index);
    List<Operand<TFloat32>> parts = List.of(x, score, carried.floats(DENOISED));
    return Map.of(
        POINTS, sum(tf, rates, 0, parts),
        DENOISED, sum(tf, rates, parts.size(), List.of(x, score)));
  }

  /** The parts, each times its rate, of which the first is at a place. */
  private static Operand<TFloat32> sum(
      Ops tf, Operand<TFloat32> rates, int first, List<Operand<TFloat32>> parts) {
    Operand<TFloat32> sum = tf.math.mul(GraphOps.at(tf, rates, tf.constant(first)), parts.get(0));
    for (int i = 1; i < parts.size(); i++) {
      Operand<TFloat32> rate = GraphOps.at(tf, rates, tf.constant(first + i));
      sum = tf.math.add(sum, tf.math.mul(rate, parts.get(i)));
    }
    return sum;
  }

  private static Operand<TFloat32> allFinite(Ops tf, Operand<TFloat32> points) {
    Operand<TBool> all = tf.reduceAll(tf.math.isFinite(points), tf.constant(new int[] {0, 1, 2}));
    return tf.dtypes.cast(all, TFloat32.class);
  }
}
