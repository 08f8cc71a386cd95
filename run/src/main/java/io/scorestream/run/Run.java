package io.scorestream.run;

import io.scorestream.diffusion.forecast.TheoremPanel;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.events.ImageShape;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Stopping;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.Adam;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.PixelLayout;
import io.scorestream.run.network.Timestep;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run's specification as domain objects. Immutable; equal where the specifications are. */
public final class Run {

  /** What a copy costs that is trained further, as a share of the training. */
  private static final double MOST_FURTHER_STEPS = 0.1;

  /** A half of these is empty once in 2^31 runs. */
  private static final int FEWEST_IN_HALVES = 32;

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final RunSpec spec;
  private final TimeGrid grid;
  private final ReversePlan plan;
  private final Bands bands;
  private final Optional<PixelLayout> pixels;
  private final NetworkShape network;
  private final Optimiser optimiser;
  private final TrainingPlan training;
  private final MilestoneSchedule milestones;
  private final HoldOut holdOut;
  private final Optional<Condition> condition;
  private final Standardiser standardiser;
  private final BankSpec bank;
  private final String hash;

  /**
   * @throws IllegalArgumentException naming the part of the specification that is wrong
   */
  public Run(RunSpec spec) {
    requireId(spec.getRun());
    SpecBounds.require(spec);
    this.spec = spec;
    this.grid = grid(spec.getTimeGrid());
    this.plan = ReverseChoice.of(spec.getEvaluation()).over(grid);
    this.condition = Condition.of(spec);
    this.standardiser =
        Standardiser.of(
            spec.getColumns(),
            spec.getStandardisation(),
            condition.map(Condition::columns).map(Set::copyOf).orElse(Set.of()));
    requireDimension(standardiser.sampleDimension());
    law().ifPresent(law -> requireDimension(law.dimension()));
    this.bands = bands(spec);
    this.pixels = pixels(spec, standardiser);
    this.network =
        network(spec.getNetwork(), standardiser.dimension(), standardiser.held(), pixels);
    this.optimiser =
        new Optimiser(
            Adam.standard(),
            optional(spec.getNetwork().getWeightBound()),
            optional(spec.getOptimiser().getAveraging()));
    this.training = TrainingPlan.of(spec.getOptimiser());
    this.milestones = MilestoneSchedule.of(spec.getMilestones());
    this.holdOut = new HoldOut(spec.getHoldOut().getFraction(), spec.getHoldOut().getSalt());
    requireShards(spec.getShards());
    requireHalves();
    requireFurtherSteps();
    requireHeldOutLoss();
    this.bank = bank(1, grid.steps());
    this.hash = Hashes.of(spec);
  }

  /** Refuses ids that could not be part of a key or a file's name. */
  public static void requireId(String run) {
    if (!ID.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "run id '" + run + "' must be 1 to 63 lower-case letters, digits or hyphens");
    }
  }

  /** Run id. */
  public String id() {
    return spec.getRun();
  }

  /** The specification itself. */
  public RunSpec spec() {
    return spec;
  }

  /** SHA-256 of the specification. */
  public String hash() {
    return hash;
  }

  /** Coordinates that have a score: those that networks see, but for the condition's. */
  public int scoredDimension() {
    return bank.scored();
  }

  /** Coordinates that networks see, D: one for each number of a sample where all are continuous. */
  public int dimension() {
    return standardiser.dimension();
  }

  /** Numbers per sample, d. */
  public int sampleDimension() {
    return spec.getDimension();
  }

  /** The time grid. */
  public TimeGrid grid() {
    return grid;
  }

  /** Timesteps 1..N. */
  public int[] timesteps() {
    int[] timesteps = new int[grid.steps()];
    Arrays.setAll(timesteps, index -> index + 1);
    return timesteps;
  }

  /** Shape of each network. */
  public NetworkShape network() {
    return network;
  }

  /** How timesteps are dealt out to networks. */
  Bands bands() {
    return bands;
  }

  /** The number of a timestep's network, as events name it: the first timestep that it has. */
  public int networkOf(int timestep) {
    return bands.first(bands.of(timestep));
  }

  /** The timesteps that one of its networks answers for, rising. */
  public List<Integer> timestepsOf(int network) {
    return IntStream.range(network, bands.first(bands.of(network) + 1)).boxed().toList();
  }

  /** What the theory's number of samples is proportional to. */
  public TheoremPanel theorem() {
    return new TheoremPanel(grid.steps(), scoredDimension(), network.parameters(), network.depth());
  }

  /** All networks, for standardised data. */
  public BankSpec bank() {
    return bank;
  }

  /** The networks of the timesteps from first to last, both included. */
  public BankSpec bank(int first, int last) {
    return new BankSpec(
        network,
        IntStream.rangeClosed(first, last)
            .mapToObj(k -> new Timestep(k, grid.time(k), networkOf(k)))
            .toList(),
        standardiser.variances(),
        optimiser,
        pixels,
        standardiser.held());
  }

  /** The parts that trainers share, as long as nothing is commanded of the run. */
  public List<Shard> shards() {
    return RunState.of(this).shards();
  }

  /** How long and how fast networks are trained at a milestone. */
  public TrainingPlan training() {
    return training;
  }

  /** When models are trained, as long as nothing is commanded of the run. */
  public MilestoneSchedule milestones() {
    return milestones;
  }

  /** Which samples are never trained on. */
  public HoldOut holdOut() {
    return holdOut;
  }

  /** Which half of the training samples each is in. */
  public SampleSplit split() {
    return new SampleSplit(spec.getSeed());
  }

  /** Between samples and the networks' coordinates. */
  public Standardiser standardiser() {
    return standardiser;
  }

  /** The law of the data, in its own units, where it is known. */
  public Optional<GaussianMixture> law() {
    return Optional.ofNullable(spec.getLaw()).map(LawSpecs::law);
  }

  /** The law of the data, in the networks' coordinates, where it is known; of all, held or not. */
  public Optional<GaussianMixture> standardisedLaw() {
    return law().map(standardiser::standardise);
  }

  /** What its samples are made of, where they are. */
  public Optional<Condition> condition() {
    return condition;
  }

  /** Variances of the data along the coordinates that have a score. */
  public double[] variances() {
    return standardisedLaw()
        .map(law -> law.first(scoredDimension()).variances())
        .orElseGet(
            () ->
                standardiser.variances().stream()
                    .limit(scoredDimension())
                    .mapToDouble(Double::doubleValue)
                    .toArray());
  }

  /** The reverse steps that make generations. */
  public ReversePlan plan() {
    return plan;
  }

  /**
   * Refuses a source that gives other samples than the run is for.
   *
   * @throws IllegalArgumentException naming what differs
   */
  public void requireFits(SourceInfo source) {
    if (source.getDimension() != sampleDimension()) {
      throw new IllegalArgumentException(
          "%s takes samples of %s numbers, but source %s has %s in each"
              .formatted(this, sampleDimension(), source.getSource(), source.getDimension()));
    }
    for (int i = 0; i < spec.getColumns().size(); i++) {
      if (!spec.getColumns().get(i).equals(source.getColumns().get(i))) {
        throw new IllegalArgumentException(
            "%s takes number %s of a sample as %s, but source %s says %s"
                .formatted(
                    this,
                    i + 1,
                    spec.getColumns().get(i),
                    source.getSource(),
                    source.getColumns().get(i)));
      }
    }
    if (spec.getLaw() != null
        && source.getLaw() != null
        && !source.getLaw().equals(spec.getLaw().getName())) {
      throw new IllegalArgumentException(
          "%s would be measured against the law %s, but the samples of source %s are drawn from %s"
              .formatted(this, spec.getLaw().getName(), source.getSource(), source.getLaw()));
    }
  }

  private void requireDimension(int dimension) {
    if (dimension != spec.getDimension()) {
      throw new IllegalArgumentException(
          "run "
              + id()
              + " has dimension "
              + spec.getDimension()
              + ", but its standardisation or law has "
              + dimension);
    }
  }

  private void requireShards(int shards) {
    if (shards < 1 || shards > bands.count()) {
      throw new IllegalArgumentException(
          "run %s has %s shards for %s networks; give 1 to as many as there are networks"
              .formatted(id(), shards, bands.count()));
    }
  }

  private static Bands bands(RunSpec spec) {
    int timesteps = spec.getTimeGrid().getSteps();
    Integer bands = spec.getNetwork().getBands();
    if (bands != null && (bands < 1 || bands > timesteps)) {
      throw new IllegalArgumentException(
          "run %s has %s bands for %s timesteps; give 1 to as many as there are timesteps"
              .formatted(spec.getRun(), bands, timesteps));
    }
    return new Bands(timesteps, bands == null ? timesteps : bands);
  }

  private static Optional<PixelLayout> pixels(RunSpec spec, Standardiser standardiser) {
    if (spec.getNetwork().getChannels() == null) {
      return Optional.empty();
    }
    if (spec.getImage() == null) {
      throw new IllegalArgumentException(
          "run %s has convolutional networks, but its samples are no images; give hidden widths"
                  .formatted(spec.getRun())
              + " and no channels, or say the images' size (--image)");
    }
    if (spec.getNetwork().getBands() == null) {
      throw new IllegalArgumentException(
          "run %s has a convolutional network for each timestep; give one for all, or bands (--sharing)"
              .formatted(spec.getRun()));
    }
    requirePixels(spec, spec.getImage());
    return Optional.of(standardiser.on(spec.getImage()));
  }

  private static void requirePixels(RunSpec spec, ImageShape image) {
    if (ImageNumbers.end(image) > spec.getDimension()) {
      throw new IllegalArgumentException(
          "run %s has images of %s numbers from number %s on, but samples of %s; give the image of its source"
              .formatted(
                  spec.getRun(),
                  ImageNumbers.count(image),
                  image.getFirst() + 1,
                  spec.getDimension()));
    }
    List<String> given = spec.getCondition() == null ? List.of() : spec.getCondition().getColumns();
    IntStream.range(0, spec.getDimension())
        .filter(j -> j < image.getFirst() || j >= ImageNumbers.end(image))
        .mapToObj(j -> ColumnNames.of(spec, j))
        .filter(name -> !given.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "run %s has convolutional networks, which make pixels, but column %s is none; make it the condition (--condition %s), or leave it out (--columns)"
                      .formatted(spec.getRun(), name, name));
            });
  }

  private static NetworkShape network(
      NetworkSpec spec, int dimension, int held, Optional<PixelLayout> pixels) {
    Activation activation = Activation.valueOf(spec.getActivation().name());
    Integer channels = spec.getChannels();
    if (channels == null || pixels.isEmpty()) {
      return new DenseShape(dimension, spec.getHiddenWidths(), activation, spec.getBands() != null);
    }
    return new ConvolutionalShape(
        dimension, held, pixels.get().grid(), channels, spec.getBlocks(), activation);
  }

  private void requireFurtherSteps() {
    double share = spec.getFurtherSteps();
    if (!(share >= 0 && share <= MOST_FURTHER_STEPS)) {
      throw new IllegalArgumentException(
          "run %s has copies trained for %s of a milestone's steps; give a share from 0 to %s"
              .formatted(id(), share, MOST_FURTHER_STEPS));
    }
  }

  private void requireHalves() {
    OptionalLong smallest = milestones.after(0);
    if (spec.getHalves() && smallest.isPresent() && smallest.getAsLong() < FEWEST_IN_HALVES) {
      throw new IllegalArgumentException(
          "run %s trains halves of milestone %s, one of which may have no sample; begin with %s or more"
              .formatted(id(), smallest.getAsLong(), FEWEST_IN_HALVES));
    }
  }

  private void requireHeldOutLoss() {
    if (training.stopping() == Stopping.HELD_OUT && holdOut.fraction() == 0) {
      throw new IllegalArgumentException(
          "run %s ends milestones by the loss on held-out samples, but holds none out; give a hold-out fraction above 0"
              .formatted(id()));
    }
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The grid that a specification names. */
  static TimeGrid grid(TimeGridSpec spec) {
    return TimeGrid.of(
        TimeGridKind.valueOf(spec.getKind().name()),
        spec.getEnd(),
        spec.getStart(),
        spec.getSteps());
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Run run && run.spec.equals(spec));
  }

  @Override
  public int hashCode() {
    return spec.hashCode();
  }

  @Override
  public String toString() {
    return "run " + id();
  }
}
