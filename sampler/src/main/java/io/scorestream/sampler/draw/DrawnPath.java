package io.scorestream.sampler.draw;

import java.util.List;

/**
 * How samples came about.
 *
 * @param source what they are made with
 * @param frames from noise to samples, with the same points in each
 */
public record DrawnPath(DrawnMilestone source, List<PathFrame> frames) {

  /** Keeps its own copy. */
  public DrawnPath {
    frames = List.copyOf(frames);
  }
}
