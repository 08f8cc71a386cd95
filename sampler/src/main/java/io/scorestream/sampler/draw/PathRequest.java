package io.scorestream.sampler.draw;

import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Samples whose way from noise somebody wants to see.
 *
 * @param samples whose way: {@value #MOST_SAMPLES} at most
 * @param frames how many states of it, the first and the last among them: 2 to {@value
 *     #MOST_FRAMES}
 */
public record PathRequest(DrawRequest samples, int frames) {

  /** Samples at most. */
  public static final int MOST_SAMPLES = 512;

  /** States at most. */
  public static final int MOST_FRAMES = 60;

  /** Numbers of all states together: some 30 MB as text. */
  private static final long MOST_NUMBERS = 2L << 20;

  /** Refuses what is more than that. */
  public PathRequest {
    if (samples.count() < 1 || samples.count() > MOST_SAMPLES) {
      throw new IllegalArgumentException("n is " + samples.count());
    }
    if (frames < 2 || frames > MOST_FRAMES) {
      throw new IllegalArgumentException("frames is " + frames);
    }
  }

  /**
   * Timesteps at which the points are shown, spread evenly over those that a plan comes to: all of
   * them where there are fewer than frames.
   */
  Set<Integer> stops(ReversePlan plan) {
    int last = Math.min(frames, plan.count() + 1) - 1;
    return IntStream.rangeClosed(0, last)
        .mapToObj(i -> plan.timestep(Math.toIntExact(Math.round((double) i * plan.count() / last))))
        .collect(Collectors.toSet());
  }

  /**
   * Refuses what would have too many numbers.
   *
   * @param dimension d
   * @throws ScorestreamException with {@link Reason#USAGE}
   */
  void requireFits(int dimension) {
    long fits = MOST_NUMBERS / dimension / frames;
    if (samples.count() > fits) {
      throw new ScorestreamException(
          Reason.USAGE,
          "%s samples of %s numbers in %s frames are too many for one answer"
              .formatted(samples.count(), dimension, frames),
          "ask for n of %s at most, or for fewer frames".formatted(fits));
    }
  }
}
