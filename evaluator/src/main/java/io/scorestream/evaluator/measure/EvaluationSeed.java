package io.scorestream.evaluator.measure;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.run.Run;
import java.util.random.RandomGenerator;

/**
 * What an evaluation draws at random. Each purpose has draws of its own, the same at every
 * milestone of a run unless it says otherwise, so that milestones are compared on equal draws; none
 * is shared with the data, training or generation.
 */
public enum EvaluationSeed {
  /** Forward paths, at whose points a score is compared with the exact one. */
  SCORE_POINTS(0),
  /** Noise on held-out samples. */
  HELD_OUT_NOISE(1),
  /** Directions of sliced distances. */
  DIRECTIONS(2),
  /** Fresh draws of a known law that generations are compared with. */
  REFERENCE(3),
  /** Pairs of reference sets that give the noise floor. */
  FLOOR(4),
  /** Random halves of held-out samples that generations are compared with. */
  HALVES(5),
  /** Further reference sets, that are compared with the training samples. */
  FURTHER_SETS(6),
  /** Noise on whole numbers of held-out samples. */
  DEQUANTISATION(7),
  /** Samples that the exact score makes. */
  EXACT_SCORE(8),
  /** Features that a classifier's trees look at. */
  CLASSIFIER(9),
  /** Noise on training samples. */
  TRAINING_NOISE(10),
  /** Points of {@code q_t} that are new at every milestone. */
  FRESH_POINTS(20);

  /** The letters of "evaluate". */
  private static final long PURPOSE = 0x6576616C75617465L;

  private final int number;

  EvaluationSeed(int number) {
    this.number = number;
  }

  /** The generator of this purpose, for one timestep where a timestep is meant. */
  public RandomGenerator generator(Run run, int timestep) {
    return Seeds.generator(run.spec().getSeed(), PURPOSE, number, timestep);
  }

  /** The generator of this purpose for one timestep of one milestone. */
  public RandomGenerator generator(Run run, int timestep, long milestone) {
    return Seeds.generator(run.spec().getSeed(), PURPOSE, number, timestep, milestone);
  }

  /** The generator of this purpose for a whole run. */
  public RandomGenerator generator(Run run) {
    return generator(run, 0);
  }
}
