package io.scorestream.quickstart;

import io.scorestream.control.runs.DataChoice;
import io.scorestream.control.runs.RunSettings;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.run.GridNotice;
import io.scorestream.run.HoldOut;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a quickstart will do.
 *
 * @param data what the run learns
 * @param run the run
 * @param until its largest milestone
 * @param samples how many samples the producer streams for that
 * @param rate samples a second
 * @param notices what a person should know of the data
 */
record QuickstartPlan(
    DataChoice data, Run run, long until, long samples, double rate, List<String> notices) {

  private static final long DEFAULT_UNTIL = 8192;
  private static final double LEAST_RATE = 500;
  private static final double LONGEST_STREAM_SECONDS = 20;

  /**
   * Reads all of a file, so that a mistake in it is found before anything starts.
   *
   * @throws ScorestreamException when the data is wrong, or is not enough
   */
  static QuickstartPlan of(RunSettings wanted, TopicCatalogue topics) {
    DataChoice data = wanted.data();
    RunSpec open = wanted.spec(topics);
    DataChoice.Supply supply = data.supply();
    long until =
        supply.samples().isEmpty()
            ? (wanted.until() == null ? DEFAULT_UNTIL : wanted.until())
            : until(wanted.until(), supply.samples().getAsLong(), new Run(open).holdOut(), data);
    Run run = new Run(upTo(until, open));
    long samples = run.holdOut().samplesFor(data.source(), until);
    return new QuickstartPlan(
        data,
        run,
        until,
        samples,
        Math.max(LEAST_RATE, samples / LONGEST_STREAM_SECONDS),
        Stream.concat(supply.notices().stream(), GridNotice.of(run).stream()).toList());
  }

  private static RunSpec upTo(long until, RunSpec spec) {
    MilestoneSpec milestones =
        MilestoneSpec.newBuilder(spec.getMilestones()).setLast(until).build();
    return RunSpec.newBuilder(spec).setMilestones(milestones).build();
  }

  /** The largest milestone on a file with so many samples. */
  private static long until(@Nullable Long wanted, long samples, HoldOut holdOut, DataChoice data) {
    String source = data.source();
    long most = holdOut.keptOf(source, samples);
    long enoughHeldOut = holdOut.samplesForHeldOut(source, Samples.FEWEST);
    long least = holdOut.keptOf(source, enoughHeldOut) + 1;
    if (most < least) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "source %s has %s samples, of which %s are held out for evaluation: fewer than %s"
              .formatted(source, samples, samples - most, Samples.FEWEST),
          "give %s samples or more".formatted(holdOut.samplesFor(source, least)));
    }
    if (wanted != null && (wanted < least || wanted > most)) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          wanted > most
              ? "source %s has %s samples to train on, beside the %s held out for evaluation: fewer than --until %s"
                  .formatted(source, most, samples - most, wanted)
              : "up to milestone %s only %s samples are held out for evaluation, fewer than %s"
                  .formatted(wanted, holdOut.samplesFor(source, wanted) - wanted, Samples.FEWEST),
          "give --until from %s to %s, or leave it out for the largest".formatted(least, most));
    }
    return wanted == null ? Math.min(DEFAULT_UNTIL, most) : wanted;
  }
}
