package io.scorestream.control.runs;

import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.ReverseUpdate;
import io.scorestream.events.RunSpec;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.Optional;

/**
 * What a person says of how a run's networks are evaluated, and so of what that costs.
 *
 * @param settings valid ones
 */
record EvaluationChoices(Settings settings) {

  /** The settings that there are. */
  static final SettingGroup DECLARED = new SettingGroup();

  private static final int MOST_DRAWS = 1_000_000;

  private static final Setting<Optional<Double>> TARGET =
      DECLARED.add(
          Setting.of("target.epsilon", SettingType.DOUBLE)
              .where(new Constraint<>(target -> target > 0, "a number above 0"))
              .optional(
                  "Target epsilon of the error sigma_t * D^delta, which verdicts are about."
                      + " Default: 0.1."));

  private static final Setting<Optional<Integer>> DRAWS =
      DECLARED.add(
          Setting.of("draws", SettingType.INT)
              .where(Constraint.between(100, MOST_DRAWS))
              .importance(Importance.LOW)
              .optional(
                  "Draws per timestep at which a network is evaluated, the same at every milestone;"
                      + " the cost of an evaluation grows with them. Default: 10000."));

  private static final Setting<Optional<Integer>> FRESH_DRAWS =
      DECLARED.add(
          Setting.of("fresh.draws", SettingType.INT)
              .where(Constraint.between(0, MOST_DRAWS))
              .importance(Importance.LOW)
              .optional("Further draws, new at every milestone; 0 for none. Default: 2000."));

  private static final Setting<Optional<ReverseUpdate>> UPDATE =
      DECLARED.add(
          Setting.of("update", SettingType.choice(ReverseUpdate.class))
              .importance(Importance.LOW)
              .optional(
                  "How one reverse step is taken when samples are generated. Default:"
                      + " sde-multistep, or flow-multistep where reverse.steps are given."));

  private static final Setting<Optional<Integer>> REVERSE_STEPS =
      DECLARED.add(
          Setting.of("reverse.steps", SettingType.INT)
              .where(Constraint.atLeast(1))
              .importance(Importance.LOW)
              .optional(
                  "Reverse steps of a generated sample, over so many of the timesteps. Default: all"
                      + " of them."));

  /** The specification with these choices in the place of its own. */
  RunSpec of(RunSpec spec) {
    EvaluationSpec usual = spec.getEvaluation();
    EvaluationSpec chosen =
        EvaluationSpec.newBuilder(usual)
            .setTargetEpsilon(settings.get(TARGET).orElse(usual.getTargetEpsilon()))
            .setDraws(settings.get(DRAWS).orElse(usual.getDraws()))
            .setFreshDraws(settings.get(FRESH_DRAWS).orElse(usual.getFreshDraws()))
            .setUpdate(settings.get(UPDATE).orElse(update(usual)))
            .setReverseSteps(settings.get(REVERSE_STEPS).orElse(usual.getReverseSteps()))
            .build();
    return RunSpec.newBuilder(spec).setEvaluation(chosen).build();
  }

  private ReverseUpdate update(EvaluationSpec usual) {
    return settings.get(REVERSE_STEPS).isPresent()
        ? ReverseUpdate.FLOW_MULTISTEP
        : usual.getUpdate();
  }
}
