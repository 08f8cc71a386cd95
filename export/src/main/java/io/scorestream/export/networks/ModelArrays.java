package io.scorestream.export.networks;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReversePlan.Step;
import io.scorestream.events.SaturatedEnd;
import io.scorestream.events.Standardisation;
import io.scorestream.events.codec.Floats;
import io.scorestream.export.arrays.ArrayBundle;
import io.scorestream.export.arrays.NamedArray;
import io.scorestream.run.Run;
import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.PixelLayout;
import io.scorestream.run.network.Preconditioning;
import io.scorestream.run.network.TimeFeatures;
import io.scorestream.run.network.WeightTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A model as named arrays, {@code docs/export.md}: N timesteps in D coordinates, K networks, e
 * coordinates of a sample. Pure functions.
 *
 * <p>The last row of a matrix that sees a 1 beside its inputs is given as a bias of its own, as
 * other tools have it.
 */
final class ModelArrays {

  /** First parts of the names of what networks are made of. */
  static final List<String> WEIGHTS = List.of("hidden", "output.", "affine.", "unet.");

  private ModelArrays() {}

  static ArrayBundle of(TrainedModel model) {
    List<NamedArray> arrays = new ArrayList<>();
    arrays.add(NamedArray.of("milestone", model.milestone()));
    arrays.add(NamedArray.of("incarnation", (long) model.incarnation()));
    arrays.addAll(grid(model.run()));
    arrays.addAll(preconditioning(model.run()));
    arrays.addAll(standardisation(model.run()));
    arrays.addAll(pixels(model.run()));
    arrays.addAll(weights(model));
    return new ArrayBundle(arrays, words(model));
  }

  private static Map<String, String> words(TrainedModel model) {
    Run run = model.run();
    Map<String, String> words = new TreeMap<>();
    words.put("run", run.id());
    words.put("source", run.spec().getSource());
    words.put("spec_hash", run.hash());
    words.put("activation", run.network().activation().name().toLowerCase(Locale.ROOT));
    words.put("update", run.plan().update().name().toLowerCase(Locale.ROOT));
    if (!run.spec().getColumns().isEmpty()) {
      words.put("columns", ColumnsJson.of(run.spec().getColumns()));
    }
    return words;
  }

  private static List<NamedArray> grid(Run run) {
    TimeGrid grid = run.grid();
    return List.of(
        networks(run),
        perTimestep(run, "time", grid::time),
        perTimestep(run, "sigma", k -> OrnsteinUhlenbeck.sigma(grid.time(k))),
        perStep(run, "step_timestep", Step::timestep),
        perStep(run, "step_position", step -> step.by().position()),
        perStep(run, "step_score", step -> step.by().score()),
        perStep(run, "step_noise", step -> step.by().noise()),
        perStep(run, "step_memory", step -> step.by().memory()));
  }

  /** {@code [N]}: the place among the networks of each timestep's. */
  private static NamedArray networks(Run run) {
    List<Integer> numbers = run.bank().networks();
    long[] places =
        Arrays.stream(run.timesteps()).mapToLong(k -> numbers.indexOf(run.networkOf(k))).toArray();
    return NamedArray.of("network", places, places.length);
  }

  /** {@code [n]}. */
  private static NamedArray perStep(Run run, String name, ToDoubleFunction<Step> number) {
    return NamedArray.of(
        name, run.plan().steps().stream().mapToDouble(number).toArray(), run.plan().count());
  }

  /** {@code [N]}. */
  private static NamedArray perTimestep(Run run, String name, IntToDoubleFunction number) {
    return NamedArray.of(
        name, Arrays.stream(run.timesteps()).mapToDouble(number).toArray(), run.grid().steps());
  }

  private static List<NamedArray> preconditioning(Run run) {
    int features = run.network().seesTime() ? TimeFeatures.COUNT : 0;
    float[] seen = new float[run.grid().steps() * features];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = TimeFeatures.at(run.grid().time(i / features + 1))[i % features];
    }
    return List.of(
        perCoordinate(run, "input_scale", Preconditioning::inputScale),
        perCoordinate(run, "signal_share", Preconditioning::signalShare),
        perCoordinate(run, "noise_share", Preconditioning::noiseShare),
        NamedArray.of("time_features", seen, run.grid().steps(), features));
  }

  /** {@code [N, D]}. */
  private static NamedArray perCoordinate(
      Run run, String name, ToDoubleFunction<Preconditioning> number) {
    int d = run.dimension();
    double[] numbers = new double[run.grid().steps() * d];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          number.applyAsDouble(run.bank().around(run.bank().timesteps().get(i / d), i % d));
    }
    return NamedArray.of(name, numbers, run.grid().steps(), d);
  }

  private static List<NamedArray> standardisation(Run run) {
    Standardisation event = run.spec().getStandardisation();
    List<Double> variances = run.standardiser().variances();
    List<NamedArray> arrays = new ArrayList<>();
    arrays.add(numbers("shift", event.getShift()));
    arrays.add(numbers("scale", event.getScale()));
    arrays.add(numbers("variance", variances));
    arrays.add(numbers("least", ends(event, true)));
    arrays.add(numbers("greatest", ends(event, false)));
    if (run.condition().isPresent()) {
      arrays.add(NamedArray.of("held", (long) run.standardiser().held()));
    }
    if (event.getAxes() != null) {
      int turned = run.scoredDimension();
      arrays.add(NamedArray.of("axes", Floats.of(event.getAxes()), turned, turned));
    }
    return arrays;
  }

  /** The value of each coordinate beyond which nothing comes out, infinite where there is none. */
  private static List<Double> ends(Standardisation event, boolean least) {
    double none = least ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    List<Double> ends = new ArrayList<>(Collections.nCopies(event.getShift().size(), none));
    for (SaturatedEnd end : event.getEnds()) {
      if (end.getBeyond() < 0 == least) {
        ends.set(end.getCoordinate(), end.getValue());
      }
    }
    return ends;
  }

  /** What lies between coordinates and a convolutional network. */
  private static List<NamedArray> pixels(Run run) {
    Optional<PixelLayout> layout = run.bank().pixels();
    return layout
        .map(
            of ->
                List.of(
                    NamedArray.of("pixels", of.directions(), of.dimension(), of.grid().size()),
                    NamedArray.of(
                        "grid",
                        new long[] {of.grid().height(), of.grid().width(), of.grid().channels()},
                        3)))
        .orElse(List.of());
  }

  private static NamedArray numbers(String name, List<Double> numbers) {
    return NamedArray.of(
        name, numbers.stream().mapToDouble(Double::doubleValue).toArray(), numbers.size());
  }

  private static List<NamedArray> weights(TrainedModel model) {
    List<float[]> networks = model.networks().stream().map(NetworkWeights::scored).toList();
    List<NamedArray> arrays = new ArrayList<>();
    int offset = 0;
    int layer = 0;
    for (WeightTensor tensor : model.run().network().tensors()) {
      Part whole = new Part(networks, offset, tensor.rows(), tensor.columns());
      if (model.run().network() instanceof ConvolutionalShape) {
        arrays.add(whole.asItIs("unet." + tensor.name()));
      } else {
        layer += tensor.name().startsWith("W") && !tensor.name().equals("Wout") ? 1 : 0;
        addLayer(arrays, tensor.name(), layer, whole);
      }
      offset += tensor.size();
    }
    return arrays;
  }

  private static void addLayer(List<NamedArray> arrays, String tensor, int layer, Part whole) {
    switch (tensor) {
      case "Wout" -> arrays.add(whole.matrix("output.weight"));
      case "affine" -> addWithBias(arrays, "affine", whole);
      case "W1" -> addWithBias(arrays, "hidden1", whole);
      default ->
          arrays.add(
              whole.asItIs("hidden%s.%s".formatted(layer, whole.rows() == 1 ? "bias" : "weight")));
    }
  }

  private static void addWithBias(List<NamedArray> arrays, String layer, Part whole) {
    arrays.add(whole.rows(0, whole.rows - 1).matrix(layer + ".weight"));
    arrays.add(whole.rows(whole.rows - 1, whole.rows).vector(layer + ".bias"));
  }

  /** One matrix of all networks, or some rows of it. */
  private record Part(List<float[]> networks, int offset, int rows, int columns) {

    Part rows(int from, int to) {
      return new Part(networks, offset + from * columns, to - from, columns);
    }

    /** A matrix, or a vector where it is a single row. */
    NamedArray asItIs(String name) {
      return rows == 1 ? vector(name) : matrix(name);
    }

    /** {@code [K, rows, columns]}. */
    NamedArray matrix(String name) {
      return NamedArray.of(name, joined(), networks.size(), rows, columns);
    }

    /** {@code [K, columns]} of a single row. */
    NamedArray vector(String name) {
      return NamedArray.of(name, joined(), networks.size(), columns);
    }

    private float[] joined() {
      int size = rows * columns;
      float[] joined = new float[Math.multiplyExact(networks.size(), size)];
      for (int network = 0; network < networks.size(); network++) {
        System.arraycopy(networks.get(network), offset, joined, network * size, size);
      }
      return joined;
    }
  }
}
