package io.scorestream.run;

import java.util.Map;

/**
 * What somebody says of the condition that samples are to be made of.
 *
 * @param where values of columns of the run's condition by their names, in the words of the data;
 *     the others are as often as in the data
 * @param guidance w, at least 0: scores are {@code (1 + w)·ŝ(x|c) − w·ŝ(x)} (Ho and Salimans,
 *     <i>Classifier-Free Diffusion Guidance</i>, 2022); 0 for the condition's law as it was learnt
 */
public record ConditionChoice(Map<String, String> where, double guidance) {

  /** Conditions as often as in the data, and no guidance. */
  public static final ConditionChoice USUAL = new ConditionChoice(Map.of(), 0);

  /** Keeps a copy. */
  public ConditionChoice {
    where = Map.copyOf(where);
  }

  /**
   * The conditions of a run's samples.
   *
   * @throws IllegalArgumentException when the run has no such condition, naming what it has
   */
  public ConditionDraws over(Run run) {
    return run.condition()
        .map(condition -> condition.draws(this))
        .orElseGet(this::withoutCondition);
  }

  private ConditionDraws withoutCondition() {
    if (!equals(USUAL)) {
      throw new IllegalArgumentException(
          "it has no condition; leave values and guidance out, or train a run with --condition");
    }
    return ConditionDraws.NONE;
  }
}
