package io.scorestream.sampler.request;

import io.scorestream.sampler.draw.Draw;
import io.scorestream.sampler.draw.DrawRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the request at a committed offset is answered. It travels in the metadata of that commit,
 * which a transaction writes together with the replies: whoever goes on from the offset goes on
 * behind the last reply, with the same milestone and seed. Pure.
 *
 * @param milestone whose networks answer
 * @param seed of the samples
 * @param blocks that were sent, at least 1
 */
record AnswerProgress(long milestone, long seed, long blocks) {

  private static final Pattern FORM =
      Pattern.compile("milestone (\\d{1,18}) seed (-?\\d{1,19}) blocks (\\d{1,18})");

  static AnswerProgress of(Draw draw) {
    return new AnswerProgress(draw.source().milestone(), draw.request().seed(), draw.taken());
  }

  /** What a commit says; empty where no reply was sent before it. */
  static Optional<AnswerProgress> read(String metadata) {
    Matcher said = FORM.matcher(metadata);
    return said.matches()
        ? Optional.of(
            new AnswerProgress(
                Long.parseLong(said.group(1)),
                Long.parseLong(said.group(2)),
                Long.parseLong(said.group(3))))
        : Optional.empty();
  }

  /** As it travels. */
  String metadata() {
    return "milestone %s seed %s blocks %s".formatted(milestone, seed, blocks);
  }

  /** The rest of a request. */
  DrawRequest rest(DrawRequest asked) {
    return new DrawRequest(
        asked.run(),
        OptionalLong.of(milestone),
        asked.count(),
        seed,
        asked.reverse(),
        asked.condition(),
        blocks);
  }
}
