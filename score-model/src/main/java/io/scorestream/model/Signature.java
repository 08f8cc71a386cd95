package io.scorestream.model;

import java.util.Locale;

/** What the graph of a bank can be asked to do; DJL sees one block for each. */
enum Signature {
  /** Some updates of the networks of a group, each on a batch of its own. */
  TRAIN,
  /** Standard normal numbers. */
  NOISE,
  /** The score of one timestep's network. */
  SCORE_AT,
  /** The loss of one timestep's network on every sample, without an update. */
  LOSS,
  /** Reverse steps with noise. */
  REVERSE,
  /** Reverse steps without. */
  FLOW,
  /** Reverse steps with noise, by scores that lead away from those without the condition. */
  GUIDED_REVERSE,
  /** The same without noise. */
  GUIDED_FLOW,
  /** The score of one timestep's network, of a graph that holds its weights itself. */
  SCORE;

  /** The reverse steps of a kind. */
  static Signature ofSteps(boolean isDeterministic, boolean isGuided) {
    if (isGuided) {
      return isDeterministic ? GUIDED_FLOW : GUIDED_REVERSE;
    }
    return isDeterministic ? FLOW : REVERSE;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
