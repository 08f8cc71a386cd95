package io.scorestream.export.networks;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.Activation;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.GivenValues;
import io.scorestream.events.ImageShape;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.Standardisation;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.encoding.StandardiserFit;
import io.scorestream.run.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Models of small runs whose networks are far from those that training begins with. */
final class Models {

  private static final List<SourceColumn> COLUMNS =
      List.of(
          column("income", ColumnKind.CONTINUOUS),
          column("age", ColumnKind.INTEGER),
          column("planet", ColumnKind.CONTINUOUS),
          column("colour", ColumnKind.CATEGORICAL, "blue", "green", "red"),
          column("member", ColumnKind.BINARY));

  private Models() {}

  /** One of each way that networks and standardisations differ. */
  static Stream<TrainedModel> ofEachKind() {
    return Stream.of(
        model(Activation.SILU, List.of(64, 64), null, SmallRun.UNITS),
        model(Activation.RELU, List.of(8), null, turned()),
        model(Activation.TANH, List.of(), null, turned()),
        model(Activation.ELU, List.of(32, 32, 32), 1, turned()),
        model(Activation.SILU, List.of(32, 32), 5, turned()),
        model(Activation.RELU, List.of(32), null, ofEachColumn(), COLUMNS),
        ofImages(),
        ofLabelledImages());
  }

  /** Of convolutional networks, two for all timesteps, on images whose sides cannot be halved. */
  private static TrainedModel ofImages() {
    return ofImages(pixels(), Set.of(), null);
  }

  /** The same of images that have a label. */
  private static TrainedModel ofLabelledImages() {
    List<SourceColumn> columns = new ArrayList<>(pixels());
    columns.add(0, column("label", ColumnKind.CATEGORICAL, "cat", "dog", "owl"));
    return ofImages(
        columns,
        Set.of(0),
        new ConditionSpec(List.of("label"), 0.1, List.of(new GivenValues(List.of(0.0), 1L))));
  }

  private static List<SourceColumn> pixels() {
    return IntStream.range(0, 6 * 5)
        .mapToObj(pixel -> column("p" + pixel, ColumnKind.CONTINUOUS))
        .toList();
  }

  private static TrainedModel ofImages(
      List<SourceColumn> columns, Set<Integer> held, @Nullable ConditionSpec condition) {
    RandomGenerator rng = Seeds.generator(5);
    int d = columns.size();
    Rows images = Rows.zeros(100, d);
    for (int i = 0; i < images.numbers().length; i++) {
      float pixel = (float) (i % d % 7 == 1 ? 3 : Math.max(-1, rng.nextGaussian()));
      images.numbers()[i] = held.contains(i % d) ? i / d % 3 : pixel;
    }
    Standardiser units =
        new StandardiserFit(columns, ScaleChoice.COMMON, held).add(images).fitted(rng);
    NetworkSpec network =
        NetworkSpec.newBuilder()
            .setHiddenWidths(List.of())
            .setActivation(Activation.SILU)
            .setChannels(3)
            .setBlocks(2)
            .setBands(2)
            .build();
    return model(network, units, columns, new ImageShape(6, 5, 1, held.size()), condition);
  }

  private static TrainedModel model(
      Activation activation, List<Integer> widths, @Nullable Integer bands, Standardiser units) {
    return model(activation, widths, bands, units, List.of());
  }

  private static TrainedModel model(
      Activation activation,
      List<Integer> widths,
      @Nullable Integer bands,
      Standardiser units,
      List<SourceColumn> columns) {
    NetworkSpec network =
        NetworkSpec.newBuilder()
            .setHiddenWidths(widths)
            .setActivation(activation)
            .setBands(bands)
            .build();
    return model(network, units, columns, null, null);
  }

  private static TrainedModel model(
      NetworkSpec network,
      Standardiser units,
      List<SourceColumn> columns,
      @Nullable ImageShape image,
      @Nullable ConditionSpec condition) {
    RunSpec small = SmallRun.named("small", 64).spec();
    Standardisation standardisation = units.toEvent();
    Run run =
        new Run(
            RunSpec.newBuilder(small)
                .setNetwork(network)
                .setShards(1)
                .setDimension(units.sampleDimension())
                .setColumns(columns)
                .setImage(image)
                .setCondition(condition)
                .setStandardisation(standardisation)
                .build());
    return new TrainedModel(run, 0, 512, weights(run));
  }

  /** Along the axes of points that lie near a line. */
  private static Standardiser turned() {
    RandomGenerator rng = Seeds.generator(3);
    Rows points = Rows.zeros(50, 2);
    for (int i = 0; i < points.count(); i++) {
      double along = rng.nextGaussian();
      points.numbers()[2 * i] = (float) (1000 + 30 * along);
      points.numbers()[2 * i + 1] = (float) (-40 + 30 * along + rng.nextGaussian());
    }
    return StandardiserFit.continuous(2, ScaleChoice.COMMON).add(points).fitted(rng);
  }

  /** Of a table with a column of each kind, and one that is always 7. */
  private static Standardiser ofEachColumn() {
    RandomGenerator rng = Seeds.generator(4);
    Rows table = Rows.zeros(200, COLUMNS.size());
    for (int at = 0; at < table.numbers().length; at += COLUMNS.size()) {
      float[] row = {
        (float) (60_000 + 20_000 * rng.nextGaussian()),
        rng.nextInt(18, 80),
        7,
        rng.nextInt(3),
        rng.nextInt(2)
      };
      System.arraycopy(row, 0, table.numbers(), at, row.length);
    }
    return new StandardiserFit(COLUMNS, ScaleChoice.COLUMNS).add(table).fitted(rng);
  }

  private static SourceColumn column(String name, ColumnKind kind, String... categories) {
    return SourceColumn.newBuilder()
        .setName(name)
        .setKind(kind)
        .setCategories(List.of(categories))
        .build();
  }

  /** Of a size that keeps a signal's size from layer to layer. */
  private static List<NetworkWeights> weights(Run run) {
    RandomGenerator rng = Seeds.generator(11);
    return Stream.generate(
            () -> {
              float[] weights = new float[run.network().parameters()];
              for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (rng.nextGaussian() / 6);
              }
              return new NetworkWeights(weights, 100);
            })
        .limit(run.bank().networks().size())
        .toList();
  }
}
