package io.scorestream.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The sizes m at which models are trained: {@code first}, and then each {@code ratio} times the one
 * before, up to and including {@code last}.
 *
 * @param first smallest m, at least 1
 * @param ratio growth, more than 1
 * @param last largest m, at least 1; empty for no end. It is a milestone itself, even when the
 *     growth would step over it
 */
public record MilestoneSchedule(long first, double ratio, OptionalLong last) {

  /** Refuses schedules that would not grow. */
  public MilestoneSchedule {
    if (first < 1) {
      throw new IllegalArgumentException("first milestone " + first + " is not at least 1");
    }
    if (!(ratio > 1)) {
      throw new IllegalArgumentException("milestone ratio " + ratio + " is not more than 1");
    }
    if (last.isPresent() && last.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "last milestone " + last.getAsLong() + " is not at least 1");
    }
  }

  /** The next milestone after {@code m}; the first where {@code m} is 0; empty after the last. */
  public OptionalLong after(long m) {
    if (last.isPresent() && m >= last.getAsLong()) {
      return OptionalLong.empty();
    }
    long next = m < first ? first : Math.max(m + 1, Math.round(m * ratio));
    return OptionalLong.of(last.isPresent() ? Math.min(next, last.getAsLong()) : next);
  }

  /** All milestones up to and including {@code m}; none where {@code m} is before the first. */
  public List<Long> upTo(long m) {
    List<Long> milestones = new ArrayList<>();
    for (OptionalLong next = after(0);
        next.isPresent() && next.getAsLong() <= m;
        next = after(next.getAsLong())) {
      milestones.add(next.getAsLong());
    }
    return milestones;
  }
}
