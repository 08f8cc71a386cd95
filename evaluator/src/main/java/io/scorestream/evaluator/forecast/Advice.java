package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.ErrorParts;
import io.scorestream.diffusion.forecast.ErrorTrend;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.SampleForecast;
import io.scorestream.diffusion.forecast.SampleForecast.BeyondReach;
import io.scorestream.diffusion.forecast.SampleForecast.Needed;
import io.scorestream.diffusion.forecast.SampleForecast.Reached;
import io.scorestream.diffusion.forecast.SampleForecast.TooFewMilestones;
import io.scorestream.diffusion.forecast.SampleForecast.Unreachable;
import java.util.Optional;

/**
 * What to do, in words: more data, a larger network, or more steps. That an error levels off does
 * not say why: its parts do, where they are measured; else it is only known that more steps come
 * first where training was cut short of the passes that were asked for. Pure.
 *
 * @param target the error and what it is to be, such as {@code σ_t·D^0.05 ≤ 0.1}
 * @param newest the newest m
 * @param passes of the newest milestone
 * @param parts of the squared error of the newest milestone
 */
record Advice(String target, long newest, Passes passes, ErrorParts parts) {

  /** A loss that falls by a smaller share than this is as good as level. */
  private static final double WORTH = 0.01;

  private static final String MORE_DATA = "more data";

  /** Of one timestep's robust error. */
  String of(SampleForecast forecast, Optional<ErrorTrend> trend) {
    if (forecast instanceof TooFewMilestones few) {
      return "too few milestones to say: %s of %s".formatted(few.have(), few.need());
    }
    if (forecast instanceof Reached reached) {
      return "%s holds since m = %s".formatted(target, AdviceNumbers.size(reached.since()));
    }
    if (forecast instanceof Needed needed) {
      return needed(needed);
    }
    if (forecast instanceof BeyondReach beyond) {
      return beyond(beyond);
    }
    return unreachable((Unreachable) forecast, trend.orElseThrow().floor());
  }

  private String needed(Needed needed) {
    String high =
        needed.high().isPresent()
            ? AdviceNumbers.samples(needed.high().getAsDouble())
            : "past " + AdviceNumbers.size(Math.round(SampleForecast.TENFOLD * newest));
    String about = AdviceNumbers.samples(needed.m());
    return "%s needs about m = %s [%s, %s]: %s"
        .formatted(
            target,
            about,
            AdviceNumbers.samples(needed.low()),
            high,
            remedy(
                MORE_DATA + (passes.isCutShort() ? ", and more steps with it: " + cutShort() : ""),
                "more data: about m = " + about));
  }

  private String beyond(BeyondReach beyond) {
    return "%s is probably not reached by m = %s, and no forecast goes further%s; the"
            .formatted(
                target,
                AdviceNumbers.size(Math.round(beyond.limit())),
                beyond.low().isPresent()
                    ? ", though it may be from m = "
                        + AdviceNumbers.samples(beyond.low().getAsDouble())
                    : "")
        + " chance that the error levels off above it is "
        + AdviceNumbers.chance(beyond.chanceUnreachable())
        + remedy(passes.isCutShort() ? "more steps first: " + cutShort() : "", MORE_DATA)
            .transform(text -> text.isEmpty() ? "" : "; " + text);
  }

  private String unreachable(Unreachable unreachable, Interval floor) {
    return "%s is unreachable with this network (probability %s): the error levels off at %s, and"
            .formatted(
                target, AdviceNumbers.chance(unreachable.chance()), AdviceNumbers.interval(floor))
        + " more data alone will not do; "
        + remedy(
            passes.isCutShort()
                ? "more steps first: " + cutShort() + "; then a larger network"
                : "a larger network, or more steps a milestone, and the errors cannot tell which: a run"
                    + " with --further-steps 0.1 measures it",
            MORE_DATA);
  }

  /**
   * What the largest part of the error asks for, with the parts in numbers.
   *
   * @param otherwise what is said where no part is sure
   * @param data how more data is asked for
   */
  private String remedy(String otherwise, String data) {
    String numbers = PartsInWords.of(parts);
    if (numbers.isEmpty()) {
      return otherwise;
    }
    String first =
        parts
            .dominant()
            .map(
                source ->
                    switch (source) {
                      case OPTIMISATION -> "more steps";
                      case STATISTICAL -> data;
                      case APPROXIMATION -> "a larger network";
                    })
            .orElse(otherwise);
    return first.isEmpty() ? numbers : first + "; " + numbers;
  }

  private String cutShort() {
    return "at most %s a milestone let training pass %s times over the samples, where %s were asked"
            .formatted(
                passes.mostSteps(),
                AdviceNumbers.number(passes.allowed()),
                AdviceNumbers.number(passes.asked()))
        + " for";
  }

  /** Of one timestep's held-out loss, of which nothing but its fall is known. */
  String ofLoss(double loss, Interval fall, double horizon) {
    String expected =
        "by m = %s the held-out loss, now %s, falls by %s: "
            .formatted(
                AdviceNumbers.size(Math.round(horizon)),
                AdviceNumbers.number(loss),
                AdviceNumbers.interval(fall));
    String steps = passes.isCutShort() ? cutShort() : "";
    if (fall.low() >= WORTH * loss) {
      return expected
          + remedy(
              MORE_DATA + (steps.isEmpty() ? "" : ", and more steps with it: " + steps), MORE_DATA);
    }
    return expected
        + remedy(
            fall.high() < WORTH * loss ? level() : "whether more data helps is not clear",
            MORE_DATA);
  }

  private String level() {
    return "more data hardly helps; what is left is noise that no network removes, or more than"
        + " this network can do"
        + (passes.isCutShort() ? "; more steps first: " + cutShort() : "");
  }

  /** Of a loss of which there are too few. */
  static String tooFew(int have, int need) {
    return "too few milestones to say: %s of %s".formatted(have, need);
  }
}
