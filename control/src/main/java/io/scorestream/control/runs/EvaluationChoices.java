package io.scorestream.control.runs;

import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.service.settings.Settings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a person says of how a run's networks are evaluated, and so of what that costs.
 *
 * @param settings valid ones
 */
record EvaluationChoices(Settings settings) {

  private static final String TARGET = "target.epsilon";
  private static final String DRAWS = "draws";
  private static final String FRESH_DRAWS = "fresh.draws";
  private static final int MOST_DRAWS = 1_000_000;

  /** Adds the settings that there are. */
  static ConfigDef declare(ConfigDef settings) {
    return settings
        .define(
            TARGET,
            Type.DOUBLE,
            null,
            EvaluationChoices::requirePositive,
            Importance.MEDIUM,
            "Target epsilon of the error sigma_t * D^delta, which verdicts are about. Default: 0.1.")
        .define(
            DRAWS,
            Type.INT,
            null,
            orNone(Range.between(100, MOST_DRAWS)),
            Importance.LOW,
            "Draws per timestep at which a network is evaluated, the same at every milestone; the"
                + " cost of an evaluation grows with them. Default: 10000.")
        .define(
            FRESH_DRAWS,
            Type.INT,
            null,
            orNone(Range.between(0, MOST_DRAWS)),
            Importance.LOW,
            "Further draws, new at every milestone; 0 for none. Default: 2000.");
  }

  /** The specification with these choices in the place of its own. */
  RunSpec of(RunSpec spec) {
    EvaluationSpec usual = spec.getEvaluation();
    EvaluationSpec chosen =
        EvaluationSpec.newBuilder(usual)
            .setTargetEpsilon(chosen(TARGET, Double.class, usual.getTargetEpsilon()))
            .setDraws(chosen(DRAWS, Integer.class, usual.getDraws()))
            .setFreshDraws(chosen(FRESH_DRAWS, Integer.class, usual.getFreshDraws()))
            .build();
    return RunSpec.newBuilder(spec).setEvaluation(chosen).build();
  }

  private <T> T chosen(String name, Class<T> type, T usual) {
    return Optional.ofNullable(settings.optional(name, type)).orElse(usual);
  }

  private static ConfigDef.Validator orNone(Range range) {
    return (name, value) -> {
      if (value != null) {
        range.ensureValid(name, value);
      }
    };
  }

  private static void requirePositive(String name, Object value) {
    if (value != null && !((Double) value > 0 && Double.isFinite((Double) value))) {
      throw new ConfigException(name, value, "it must be a number above 0");
    }
  }
}
