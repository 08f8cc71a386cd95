package io.scorestream.run;

import io.scorestream.events.MilestoneSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The sizes m at which models are trained: {@code first}, and then each {@code ratio} times the one
 * before, up to and including {@code last}; and those that were asked for beside them.
 *
 * @param first smallest m of the schedule, at least 1
 * @param ratio growth, more than 1
 * @param last largest m, at least 1; empty for no end. It is a milestone itself, even when the
 *     growth would step over it
 * @param requested further m, each at least 1; those after the last do not count
 */
public record MilestoneSchedule(
    long first, double ratio, OptionalLong last, NavigableSet<Long> requested) {

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
    requested = new TreeSet<>(requested);
    if (!requested.isEmpty() && requested.first() < 1) {
      throw new IllegalArgumentException(
          "requested milestone " + requested.first() + " is not at least 1");
    }
  }

  /** A schedule beside which nothing was asked for. */
  public MilestoneSchedule(long first, double ratio, OptionalLong last) {
    this(first, ratio, last, new TreeSet<>());
  }

  /** The schedule of a run's specification. */
  static MilestoneSchedule of(MilestoneSpec spec) {
    OptionalLong last =
        spec.getLast() == null ? OptionalLong.empty() : OptionalLong.of(spec.getLast());
    return new MilestoneSchedule(spec.getFirst(), spec.getRatio(), last);
  }

  /** The same with one more that was asked for. */
  MilestoneSchedule with(long m) {
    NavigableSet<Long> more = new TreeSet<>(requested);
    more.add(m);
    return new MilestoneSchedule(first, ratio, last, more);
  }

  /** The same with another end; empty for none. */
  MilestoneSchedule until(OptionalLong end) {
    return new MilestoneSchedule(first, ratio, end, requested);
  }

  /** Whether models are trained at {@code m}, now and however far the end moves on. */
  boolean has(long m) {
    return requested.contains(m) || scheduledAfter(m - 1) == m;
  }

  /** The next milestone after {@code m}; the first where {@code m} is 0; empty after the last. */
  public OptionalLong after(long m) {
    if (last.isPresent() && m >= last.getAsLong()) {
      return OptionalLong.empty();
    }
    Long asked = requested.higher(m);
    long next = asked == null ? scheduledAfter(m) : Math.min(asked, scheduledAfter(m));
    return OptionalLong.of(last.isPresent() ? Math.min(next, last.getAsLong()) : next);
  }

  /** By the growth alone; what was asked for in between does not move what comes later. */
  private long scheduledAfter(long m) {
    long next = first;
    while (next <= m) {
      next = Math.max(next + 1, Math.round(next * ratio));
    }
    return next;
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
