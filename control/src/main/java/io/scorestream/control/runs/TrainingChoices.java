package io.scorestream.control.runs;

import io.scorestream.events.Activation;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.MilestoneStart;
import io.scorestream.events.NetworkSharing;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.Stopping;
import io.scorestream.service.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a person says of a run's networks and their training; what they leave out stays as it fits
 * the dimension.
 *
 * @param settings valid ones
 */
record TrainingChoices(Settings settings) {

  /** Of a run that ends its milestones by held-out samples, though its law is known. */
  private static final double HELD_OUT_SHARE = 0.2;

  private static final String WIDTHS = "hidden.widths";
  private static final String ACTIVATION = "activation";
  private static final String SHARING = "sharing";
  private static final String WEIGHT_BOUND = "weight.bound";
  private static final String LEARNING_RATE = "learning.rate";
  private static final String BATCH_SIZE = "batch.size";
  private static final String EPOCHS = "epochs";
  private static final String MIN_STEPS = "min.steps";
  private static final String MAX_STEPS = "max.steps";
  private static final String START = "start";
  private static final String STOPPING = "stopping";
  private static final String AVERAGING = "averaging";
  private static final String SHARDS = "shards";
  private static final String HALVES = "halves";

  /** Adds the settings that there are. */
  static ConfigDef declare(ConfigDef settings) {
    optional(settings, WIDTHS, Type.STRING, "Units of each hidden layer, such as 128,128.");
    choice(settings, ACTIVATION, Activation.values(), "Activation of the hidden layers");
    choice(
        settings,
        SHARING,
        NetworkSharing.values(),
        "Whether each timestep has a network of its own, or all share one that is told the time");
    optional(settings, WEIGHT_BOUND, Type.DOUBLE, "Theta: keeps every weight in [-Theta, Theta].");
    optional(settings, LEARNING_RATE, Type.DOUBLE, "Adam's step size at the start of a milestone.");
    optional(settings, BATCH_SIZE, Type.INT, "Samples of a gradient step.");
    optional(settings, EPOCHS, Type.DOUBLE, "Passes over the first m samples at milestone m.");
    optional(settings, MIN_STEPS, Type.INT, "Fewest gradient steps at a milestone.");
    optional(settings, MAX_STEPS, Type.INT, "Most gradient steps at a milestone.");
    choice(
        settings,
        START,
        MilestoneStart.values(),
        "Whether a milestone goes on from the one before, or starts from first weights");
    choice(
        settings,
        STOPPING,
        Stopping.values(),
        "Whether a milestone takes all its steps, or ends when the held-out loss no longer falls");
    optional(
        settings,
        AVERAGING,
        Type.DOUBLE,
        "Decay of a running mean of the weights, in (0, 1), that scores are then computed with.");
    optional(
        settings,
        SHARDS,
        Type.INT,
        "Parts of the timesteps that trainers share. Default: 6, or 1 with a shared network.");
    return settings.define(
        HALVES,
        Type.BOOLEAN,
        false,
        Importance.LOW,
        "Whether networks are also trained on each half of the training samples, which shows how much"
            + " of a score is chance and takes two to three times the training.");
  }

  static TrainingChoices of(Settings settings) {
    return new TrainingChoices(settings);
  }

  /** The specification with these choices in the place of its own. */
  RunSpec of(RunSpec spec) {
    NetworkSpec network = network(spec.getNetwork());
    OptimiserSpec optimiser = optimiser(spec.getOptimiser());
    int shards = network.getSharing() == NetworkSharing.SHARED ? 1 : spec.getShards();
    HoldOutSpec heldOut = spec.getHoldOut();
    if (optimiser.getStopping() == Stopping.HELD_OUT && heldOut.getFraction() == 0) {
      heldOut = new HoldOutSpec(HELD_OUT_SHARE, heldOut.getSalt());
    }
    return RunSpec.newBuilder(spec)
        .setNetwork(network)
        .setOptimiser(optimiser)
        .setHoldOut(heldOut)
        .setShards(integer(SHARDS, shards))
        .setHalves(settings.flag(HALVES))
        .build();
  }

  private NetworkSpec network(NetworkSpec usual) {
    return NetworkSpec.newBuilder(usual)
        .setHiddenWidths(chosen(WIDTHS, TrainingChoices::widths, usual.getHiddenWidths()))
        .setActivation(chosen(ACTIVATION, Activation.class, usual.getActivation()))
        .setSharing(chosen(SHARING, NetworkSharing.class, usual.getSharing()))
        .setWeightBound(settings.optional(WEIGHT_BOUND, Double.class))
        .build();
  }

  private OptimiserSpec optimiser(OptimiserSpec usual) {
    return OptimiserSpec.newBuilder(usual)
        .setLearningRate(real(LEARNING_RATE, usual.getLearningRate()))
        .setBatchSize(integer(BATCH_SIZE, usual.getBatchSize()))
        .setEpochs(real(EPOCHS, usual.getEpochs()))
        .setMinSteps(integer(MIN_STEPS, usual.getMinSteps()))
        .setMaxSteps(integer(MAX_STEPS, usual.getMaxSteps()))
        .setStart(chosen(START, MilestoneStart.class, usual.getStart()))
        .setStopping(chosen(STOPPING, Stopping.class, usual.getStopping()))
        .setAveraging(settings.optional(AVERAGING, Double.class))
        .build();
  }

  private int integer(String name, int usual) {
    return Optional.ofNullable(settings.optional(name, Integer.class)).orElse(usual);
  }

  private double real(String name, double usual) {
    return Optional.ofNullable(settings.optional(name, Double.class)).orElse(usual);
  }

  private <E extends Enum<E>> E chosen(String name, Class<E> type, E usual) {
    return chosen(
        name, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')), usual);
  }

  private <V> V chosen(String name, Function<String, V> parser, V usual) {
    return Optional.ofNullable(settings.string(name)).map(parser).orElse(usual);
  }

  private static List<Integer> widths(String text) {
    return Arrays.stream(text.split(",")).map(width -> Integer.valueOf(width.trim())).toList();
  }

  private static ConfigDef optional(ConfigDef settings, String name, Type type, String doc) {
    Validator valid = WIDTHS.equals(name) ? TrainingChoices::requireWidths : null;
    return settings.define(name, type, null, valid, Importance.LOW, doc);
  }

  private static void requireWidths(String name, Object value) {
    if (value != null
        && !((String) value).matches("\\s*[1-9]\\d{0,4}\\s*(,\\s*[1-9]\\d{0,4}\\s*)*")) {
      throw new ConfigException(name, value, "it must be numbers with commas, such as 128,128");
    }
  }

  private static void choice(ConfigDef settings, String name, Enum<?>[] values, String doc) {
    List<String> names = Arrays.stream(values).map(TrainingChoices::written).toList();
    Validator valid =
        (setting, value) -> {
          if (value != null && !names.contains(value)) {
            throw new ConfigException(setting, value, "it must be one of " + names);
          }
        };
    String text = doc + ": " + String.join(", ", names) + ".";
    settings.define(name, Type.STRING, null, valid, Importance.LOW, text);
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
