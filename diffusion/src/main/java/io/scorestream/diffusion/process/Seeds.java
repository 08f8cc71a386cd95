package io.scorestream.diffusion.process;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random generators that repeat: one algorithm, {@code L64X128MixRandom}, for every draw of a run.
 */
public final class Seeds {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Seeds() {}

  /** The generator of a seed. Equal seeds give equal draws, on every Java from 17 on. */
  public static RandomGenerator generator(long seed) {
    return ALGORITHM.create(seed);
  }

  /**
   * The generator of one purpose of a seed, such as (milestone, timestep). Different purposes of
   * one seed give unrelated draws.
   */
  public static RandomGenerator generator(long seed, long... purpose) {
    return generator(derived(seed, purpose));
  }

  /** The seed of one purpose of a seed, for whoever draws by another algorithm. */
  public static long derived(long seed, long... purpose) {
    long mixed = seed;
    for (long part : purpose) {
      mixed = mix(mixed ^ mix(part + 0x9E3779B97F4A7C15L));
    }
    return mixed;
  }

  /** The finaliser of SplitMix64: Steele, Lea, Flood (OOPSLA 2014). */
  private static long mix(long z) {
    long first = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
    return second ^ (second >>> 31);
  }
}
