package io.scorestream.quickstart;

import io.scorestream.control.runs.DataChoice;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.TopicCatalogue;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a quickstart will do.
 *
 * @param data what the run learns
 * @param run the run
 * @param until its largest milestone
 * @param samples how many samples the producer streams for that
 * @param rate samples a second
 */
record QuickstartPlan(DataChoice data, Run run, long until, long samples, double rate) {

  private static final long DEFAULT_UNTIL = 8192;
  private static final double LEAST_RATE = 500;
  private static final double LONGEST_STREAM_SECONDS = 20;

  /**
   * Reads all of a file, so that a mistake in it is found before anything starts.
   *
   * @throws ScorestreamException when the data is wrong, or is not enough
   */
  static QuickstartPlan of(QuickstartOptions options, TopicCatalogue topics) {
    DataChoice data =
        DataChoice.of(
            options.law(), options.data(), options.table(), options.scale(), options.seed());
    RunSpec open =
        data.draft(null, topics.samples().name(), options.timesteps(), null, options.seed()).spec();
    long until = until(options.until(), data.trainable(new Run(open).holdOut()), data);
    RunSpec spec =
        data.draft(null, topics.samples().name(), options.timesteps(), until, options.seed())
            .spec();
    Run run = new Run(spec);
    long samples = run.holdOut().samplesFor(spec.getSource(), until);
    if (run.law().isEmpty()) {
      requireHeldOut(samples - until, until);
    }
    return new QuickstartPlan(
        data, run, until, samples, Math.max(LEAST_RATE, samples / LONGEST_STREAM_SECONDS));
  }

  private static long until(@Nullable Long wanted, OptionalLong trainable, DataChoice data) {
    if (trainable.isEmpty()) {
      return wanted == null ? DEFAULT_UNTIL : wanted;
    }
    long most = trainable.getAsLong();
    if (wanted != null && wanted > most) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "source "
              + data.source()
              + " has "
              + most
              + " samples to train on, beside those held out for evaluation: fewer than --until "
              + wanted,
          "give more samples, or --until " + most + " or less");
    }
    return wanted == null ? Math.min(DEFAULT_UNTIL, most) : wanted;
  }

  /** Without enough of them the last milestone would never be evaluated. */
  private static void requireHeldOut(long heldOut, long until) {
    if (heldOut < Samples.FEWEST) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "up to milestone %s only %s samples are held out for evaluation, fewer than %s"
              .formatted(until, heldOut, Samples.FEWEST),
          "give more samples, or a larger --until");
    }
  }
}
