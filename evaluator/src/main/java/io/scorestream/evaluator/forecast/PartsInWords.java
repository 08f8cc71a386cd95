package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.ErrorPart;
import io.scorestream.diffusion.forecast.ErrorPart.Known;
import io.scorestream.diffusion.forecast.ErrorPart.Unknown;
import io.scorestream.diffusion.forecast.ErrorParts;
import java.util.ArrayList;
import java.util.List;

/** The parts of a squared error as advice has them. Pure. */
final class PartsInWords {

  private PartsInWords() {}

  /** Their numbers, and why one is not known; empty where none is. */
  static String of(ErrorParts parts) {
    List<ErrorPart> all = List.of(parts.optimisation(), parts.statistical(), parts.approximation());
    if (all.stream().noneMatch(Known.class::isInstance)) {
      return "";
    }
    List<String> words = new ArrayList<>();
    words.add(of("too few steps", parts.optimisation()));
    words.add(of("too few samples", parts.statistical()));
    words.add(of("too small a network", parts.approximation()));
    return "of the squared error, for " + String.join("; for ", words);
  }

  private static String of(String want, ErrorPart part) {
    return part instanceof Known known
        ? want + " " + AdviceNumbers.interval(known.size())
        : want + " not known, since " + ((Unknown) part).why();
  }
}
