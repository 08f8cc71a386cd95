package io.scorestream.control.runs;

import io.scorestream.events.Activation;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.MilestoneStart;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.Stopping;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person says of a run's networks and their training; what they leave out stays as it fits
 * the dimension.
 *
 * @param settings valid ones
 */
record TrainingChoices(Settings settings) {

  /** Of a run that ends its milestones by held-out samples, though its law is known. */
  private static final double HELD_OUT_SHARE = 0.2;

  /** The settings that there are. */
  static final SettingGroup DECLARED = new SettingGroup();

  private static final SettingType<List<Integer>> WIDTHS_TYPE =
      new SettingType<>(
          "list",
          TrainingChoices::widths,
          widths -> widths.stream().map(String::valueOf).collect(Collectors.joining(",")));

  private static final Setting<Optional<List<Integer>>> WIDTHS =
      optional("hidden.widths", WIDTHS_TYPE, "Units of each hidden layer, such as 128,128.");

  private static final Setting<Optional<Activation>> ACTIVATION =
      optional(
          "activation", SettingType.choice(Activation.class), "Activation of the hidden layers.");

  private static final Setting<Optional<Sharing>> SHARING =
      optional(
          "sharing",
          Sharing.TYPE,
          "Whether each timestep has a network of its own, each of B bands of neighbouring"
              + " timesteps has one that is told the time, or all share one.");

  private static final Setting<Optional<Integer>> CHANNELS =
      optional(
          "channels",
          SettingType.INT,
          "Makes networks convolutional, where samples are images: channels at the finest"
              + " resolution, such as 16. They are then shared by all timesteps, if nothing else is"
              + " said.");

  private static final Setting<Optional<Integer>> BLOCKS =
      optional(
          "blocks", SettingType.INT, "Residual blocks at each stage of a convolutional network.");

  private static final Setting<Optional<Double>> WEIGHT_BOUND =
      optional("weight.bound", SettingType.DOUBLE, "Theta: keeps every weight in [-Theta, Theta].");

  private static final Setting<Optional<Double>> LEARNING_RATE =
      optional(
          "learning.rate", SettingType.DOUBLE, "Adam's step size at the start of a milestone.");

  private static final Setting<Optional<Integer>> BATCH_SIZE =
      optional("batch.size", SettingType.INT, "Samples of a gradient step.");

  private static final Setting<Optional<Double>> EPOCHS =
      optional("epochs", SettingType.DOUBLE, "Passes over the first m samples at milestone m.");

  private static final Setting<Optional<Integer>> MIN_STEPS =
      optional("min.steps", SettingType.INT, "Fewest gradient steps at a milestone.");

  private static final Setting<Optional<Integer>> MAX_STEPS =
      optional("max.steps", SettingType.INT, "Most gradient steps at a milestone.");

  private static final Setting<Optional<MilestoneStart>> START =
      optional(
          "start",
          SettingType.choice(MilestoneStart.class),
          "Whether a milestone goes on from the one before, or starts from first" + " weights.");

  private static final Setting<Optional<Stopping>> STOPPING =
      optional(
          "stopping",
          SettingType.choice(Stopping.class),
          "Whether a milestone takes all its steps, or ends when the held-out loss no"
              + " longer falls.");

  private static final Setting<Optional<Double>> AVERAGING =
      optional(
          "averaging",
          SettingType.DOUBLE,
          "Decay of a running mean of the weights, in (0, 1), that scores are then computed"
              + " with.");

  private static final Setting<Optional<Integer>> SHARDS =
      optional(
          "shards",
          SettingType.INT,
          "Parts of the timesteps that trainers share. Default: 6, or one for every two"
              + " bands, if fewer.");

  private static final Setting<Boolean> HALVES =
      DECLARED.add(
          Setting.of("halves", SettingType.BOOLEAN)
              .importance(Importance.LOW)
              .otherwise(
                  false,
                  "Whether networks are also trained on each half of the training samples, which"
                      + " shows how much of a score is chance and takes two to three times the"
                      + " training."));

  private static final Setting<Double> FURTHER_STEPS =
      DECLARED.add(
          Setting.of("further.steps", SettingType.DOUBLE)
              .importance(Importance.LOW)
              .otherwise(
                  0.0,
                  "Share of a milestone's steps, at most 0.1, that a copy of its networks takes"
                      + " beyond them, which shows what more steps would bring and takes as much"
                      + " more time; 0 for no copy."));

  /** The specification with these choices in the place of its own. */
  RunSpec of(RunSpec spec) {
    NetworkSpec network = network(spec.getNetwork());
    OptimiserSpec optimiser = optimiser(spec.getOptimiser());
    int shards = Sharing.of(network).shards(spec.getShards());
    HoldOutSpec heldOut = spec.getHoldOut();
    if (optimiser.getStopping() == Stopping.HELD_OUT && heldOut.getFraction() == 0) {
      heldOut = new HoldOutSpec(HELD_OUT_SHARE, heldOut.getSalt());
    }
    return RunSpec.newBuilder(spec)
        .setNetwork(network)
        .setOptimiser(optimiser)
        .setHoldOut(heldOut)
        .setShards(settings.get(SHARDS).orElse(shards))
        .setHalves(settings.get(HALVES))
        .setFurtherSteps(settings.get(FURTHER_STEPS))
        .build();
  }

  private NetworkSpec network(NetworkSpec usual) {
    Optional<Integer> channels = settings.get(CHANNELS);
    Sharing sharing = channels.isPresent() ? Sharing.BY_ALL : Sharing.of(usual);
    return NetworkSpec.newBuilder(usual)
        .setHiddenWidths(settings.get(WIDTHS).orElse(usual.getHiddenWidths()))
        .setChannels(channels.orElse(null))
        .setBlocks(settings.get(BLOCKS).orElse(usual.getBlocks()))
        .setActivation(settings.get(ACTIVATION).orElse(usual.getActivation()))
        .setBands(settings.get(SHARING).orElse(sharing).bands())
        .setWeightBound(settings.get(WEIGHT_BOUND).orElse(null))
        .build();
  }

  private OptimiserSpec optimiser(OptimiserSpec usual) {
    return OptimiserSpec.newBuilder(usual)
        .setLearningRate(settings.get(LEARNING_RATE).orElse(usual.getLearningRate()))
        .setBatchSize(settings.get(BATCH_SIZE).orElse(usual.getBatchSize()))
        .setEpochs(settings.get(EPOCHS).orElse(usual.getEpochs()))
        .setMinSteps(settings.get(MIN_STEPS).orElse(usual.getMinSteps()))
        .setMaxSteps(settings.get(MAX_STEPS).orElse(usual.getMaxSteps()))
        .setStart(settings.get(START).orElse(usual.getStart()))
        .setStopping(settings.get(STOPPING).orElse(usual.getStopping()))
        .setAveraging(settings.get(AVERAGING).orElse(null))
        .build();
  }

  private static <T> Setting<Optional<T>> optional(
      String name, SettingType<T> type, String documentation) {
    return DECLARED.add(Setting.of(name, type).importance(Importance.LOW).optional(documentation));
  }

  private static List<Integer> widths(String text) {
    if (!text.matches("[1-9]\\d{0,4}\\s*(,\\s*[1-9]\\d{0,4}\\s*)*")) {
      throw new IllegalArgumentException("numbers with commas, such as 128,128");
    }
    return Arrays.stream(text.split(",")).map(width -> Integer.valueOf(width.trim())).toList();
  }
}
