package io.scorestream.control.runs;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.SourceInfo;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.StandardiserFit;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.topics.SourcePlaces;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * A source whose samples are on their topic: streamed out of another topic, by another program, or
 * by a producer before. Its scale comes from all samples that are there now and not held out.
 */
final class StreamedSource {

  private StreamedSource() {}

  /**
   * The draft of a run on it.
   *
   * @throws ScorestreamException with {@link Reason#NO_INPUT} when nobody has described it, and
   *     with {@link Reason#BAD_DATA} when there is nothing to take a scale from
   */
  static RunDraft draft(KafkaClients clients, String source, RunSettings wanted) {
    SourceInfo info =
        SourcePlaces.described(clients, source)
            .orElseThrow(
                () ->
                    new ScorestreamException(
                        Reason.NO_INPUT,
                        "nobody has described source '%s' on %s"
                            .formatted(source, clients.topics().sources().name()),
                        "let a producer begin it first, or name its law (--law) or file (--data) too"));
    String topic = clients.topics().samples().name();
    String law = info.getLaw();
    if (law != null) {
      return new DataChoice.OfLaw(source, law, Laws.named(law), wanted.seed())
          .draft(
              wanted.run(),
              topic,
              wanted.timesteps(),
              wanted.until(),
              wanted.seed(),
              wanted.conditioning());
    }
    Conditioning.Fit fit = fit(clients, info, wanted);
    return new RunDraft(
        wanted.run() == null
            ? DataChoice.runOn(source, wanted.timesteps(), wanted.seed())
            : wanted.run(),
        topic,
        source,
        info.getColumns(),
        info.getImage(),
        fit.standardiser().fitted(Dequantisation.fixed(wanted.seed())),
        fit.spec(),
        null,
        wanted.timesteps(),
        wanted.until(),
        wanted.seed());
  }

  private static Conditioning.Fit fit(KafkaClients clients, SourceInfo info, RunSettings wanted) {
    Conditioning.Fit made = wanted.conditioning().fit(info.getColumns(), scale(info, wanted));
    StandardiserFit fit = made.standardiser();
    LongPredicate kept = RunDraft.holdOut(wanted.seed()).heldOutOf(info.getSource()).negate();
    SourceSamples.read(
        clients, info, (first, samples) -> fit.add(samples.chosen(chosen(kept, first, samples))));
    if (!fit.varies()) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "source %s has nothing to take a scale from: %s samples of it are there and not held out for evaluation, and they do not differ"
              .formatted(info.getSource(), fit.count()),
          "apply the run when more of them are there");
    }
    return made;
  }

  private static int[] chosen(LongPredicate kept, long first, Rows samples) {
    return IntStream.range(0, samples.count()).filter(row -> kept.test(first + row)).toArray();
  }

  private static ScaleChoice scale(SourceInfo info, RunSettings wanted) {
    ScaleChoice chosen = wanted.scale();
    if (chosen != null) {
      return chosen;
    }
    return info.getImage() == null ? ScaleChoice.COLUMNS : ScaleChoice.COMMON;
  }
}
