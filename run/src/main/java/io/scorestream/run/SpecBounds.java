package io.scorestream.run;

import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.RunSpec;
import java.util.List;

/**
 * What the numbers of a specification may be, so that none asks a service for more memory than any
 * machine has. A pure function.
 */
final class SpecBounds {

  private static final int MOST_TIMESTEPS = 100_000;
  private static final int MOST_POINTS = 10_000_000;
  private static final int MOST_PAIRS = 100_000;
  private static final int WIDEST = 1 << 16;
  private static final int MOST_CHANNELS = 1 << 10;
  private static final int MOST_BLOCKS = 100;

  private SpecBounds() {}

  /**
   * @throws IllegalArgumentException naming the number that is out of its bounds
   */
  static void require(RunSpec spec) {
    count(spec, "timesteps", spec.getTimeGrid().getSteps(), 1, MOST_TIMESTEPS);
    for (int width : spec.getNetwork().getHiddenWidths()) {
      count(spec, "units in a hidden layer", width, 1, WIDEST);
    }
    Integer channels = spec.getNetwork().getChannels();
    count(spec, "channels", channels == null ? 1 : channels, 1, MOST_CHANNELS);
    count(spec, "blocks of a stage", spec.getNetwork().getBlocks(), 1, MOST_BLOCKS);
    count(spec, "samples in a batch", spec.getOptimiser().getBatchSize(), 1, MOST_POINTS);
    EvaluationSpec evaluation = spec.getEvaluation();
    count(spec, "draws", evaluation.getDraws(), 1, MOST_POINTS);
    count(spec, "fresh draws", evaluation.getFreshDraws(), 0, MOST_POINTS);
    count(spec, "generations", evaluation.getGenerations(), 1, MOST_POINTS);
    count(spec, "projections", evaluation.getProjections(), 1, MOST_PAIRS);
    count(spec, "floor pairs", evaluation.getFloorPairs(), 1, MOST_PAIRS);
    share(spec, "confidence", List.of(evaluation.getConfidence()));
    share(spec, "level delta", evaluation.getDeltas());
    if (!(evaluation.getTargetEpsilon() > 0) || evaluation.getTargetEpsilon() > Float.MAX_VALUE) {
      throw new IllegalArgumentException(
          "run %s has the target error %s; give a number above 0"
              .formatted(spec.getRun(), evaluation.getTargetEpsilon()));
    }
  }

  private static void count(RunSpec spec, String what, int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "run %s has %s %s; give %s to %s".formatted(spec.getRun(), number, what, least, most));
    }
  }

  private static void share(RunSpec spec, String what, List<Double> shares) {
    for (double share : shares) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "run %s has the %s %s; give one between 0 and 1".formatted(spec.getRun(), what, share));
      }
    }
  }
}
