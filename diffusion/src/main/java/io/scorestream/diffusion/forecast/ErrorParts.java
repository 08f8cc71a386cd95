package io.scorestream.diffusion.forecast;

import io.scorestream.diffusion.forecast.ErrorPart.Known;
import io.scorestream.diffusion.forecast.ErrorPart.Unknown;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The squared normalised error of one timestep, {@code σ_t² E|ŝ − s|²}, in three parts that add up
 * to it: what more steps on the same samples would take away, what more samples would, and what
 * stays as both grow. Gaur, Aditya, Singh et al. (arXiv 2505.18344). It is squares that add up:
 * {@code σ_t D^δ} has no such parts, and is advised on by those of the square, which rare draws may
 * decide. Immutable.
 *
 * @param optimisation what more steps would take away
 * @param statistical what more samples would
 * @param approximation the rest; known only where the whole is
 */
public record ErrorParts(ErrorPart optimisation, ErrorPart statistical, ErrorPart approximation) {

  /** A law that is known: the rest of the whole is the network's. */
  public static ErrorParts of(Interval whole, ErrorPart optimisation, ErrorPart statistical) {
    ErrorPart steps = within(whole, optimisation);
    ErrorPart samples = within(whole, statistical);
    return new ErrorParts(steps, samples, rest(whole, steps, samples));
  }

  /**
   * A law that is not known: nor is the whole.
   *
   * @param why the rest is not, as the end of a sentence
   */
  public static ErrorParts ofUnknown(ErrorPart optimisation, ErrorPart statistical, String why) {
    return new ErrorParts(optimisation, statistical, new Unknown(why));
  }

  /** No part is more than the whole, whatever it was found by. */
  private static ErrorPart within(Interval whole, ErrorPart part) {
    return part instanceof Known known
        ? ErrorPart.of(
            Math.min(whole.value(), known.size().value()),
            Math.min(whole.low(), known.size().low()),
            Math.min(whole.high(), known.size().high()))
        : part;
  }

  private static ErrorPart rest(Interval whole, ErrorPart optimisation, ErrorPart statistical) {
    if (optimisation instanceof Known steps && statistical instanceof Known samples) {
      Interval first = steps.size();
      Interval second = samples.size();
      double rest = whole.value() - first.value() - second.value();
      double below =
          norm(
              whole.value() - whole.low(),
              first.high() - first.value(),
              second.high() - second.value());
      double above =
          norm(
              whole.high() - whole.value(),
              first.value() - first.low(),
              second.value() - second.low());
      return ErrorPart.of(rest, rest - below, rest + above);
    }
    return new Unknown("the other two are not both known");
  }

  private static double norm(double... parts) {
    double squares = 0;
    for (double part : parts) {
      squares += part * part;
    }
    return Math.sqrt(squares);
  }

  /** A part by its name. */
  public ErrorPart of(ErrorSource source) {
    return switch (source) {
      case OPTIMISATION -> optimisation;
      case STATISTICAL -> statistical;
      case APPROXIMATION -> approximation;
    };
  }

  /**
   * The part of which most is sure: its lower end is above 0 and above those of the others.
   *
   * @return empty where fewer than two are known, or no part is sure
   */
  public Optional<ErrorSource> dominant() {
    List<ErrorSource> known =
        Stream.of(ErrorSource.values()).filter(source -> of(source) instanceof Known).toList();
    return known.size() < 2
        ? Optional.empty()
        : known.stream()
            .max(Comparator.comparingDouble(this::sure))
            .filter(source -> sure(source) > 0);
  }

  private double sure(ErrorSource source) {
    return of(source) instanceof Known part ? part.size().low() : 0;
  }
}
