package io.scorestream.sampler.request;

import io.scorestream.events.DataType;
import io.scorestream.events.GenerationPart;
import io.scorestream.events.GenerationRefusal;
import io.scorestream.events.GenerationReply;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.codec.Floats;
import io.scorestream.rows.Rows;
import io.scorestream.sampler.draw.Draw;
import io.scorestream.sampler.draw.DrawnMilestone;
import io.scorestream.sampler.draw.RecordParts;
import io.scorestream.sampler.draw.SampleDraws;
import io.scorestream.service.ScorestreamException;
import java.util.ArrayList;
import java.util.List;

/** Answers as the events that carry them. Pure functions. */
final class Replies {

  private Replies() {}

  /** A block that was taken last, in as many parts as records hold. */
  static List<GenerationReply> of(RecordOffset request, Draw draw, Rows block) {
    long first = (draw.taken() - 1) * SampleDraws.BLOCK;
    List<GenerationReply> replies = new ArrayList<>();
    for (Rows part : RecordParts.of(block)) {
      replies.add(new GenerationReply(request, part(draw, first, part)));
      first += part.count();
    }
    return replies;
  }

  private static GenerationPart part(Draw draw, long first, Rows samples) {
    DrawnMilestone from = draw.source();
    return GenerationPart.newBuilder()
        .setRun(from.state().run().id())
        .setIncarnation(from.state().incarnation())
        .setMilestone(from.milestone())
        .setSeed(draw.request().seed())
        .setFirst(first)
        .setTotal(draw.request().count())
        .setCount(samples.count())
        .setDimension(samples.dimension())
        .setDtype(DataType.FLOAT32_LE)
        .setData(Floats.bytes(samples.numbers()))
        .setSpecHash(from.state().run().hash())
        .build();
  }

  /** Why there is no answer. */
  static GenerationReply refusal(RecordOffset request, ScorestreamException why) {
    return new GenerationReply(request, new GenerationRefusal(why.getMessage(), why.remedy()));
  }
}
