package io.scorestream.run.network;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a bank holds: which timesteps, the networks that answer for them, and the scale of the data.
 *
 * @param network the shape of every network
 * @param timesteps {@code K} timesteps, their numbers and their networks' rising; the whole grid or
 *     a shard of it
 * @param dataVariance variance {@code v} of each of the data's {@code d} coordinates, above 0
 * @param optimiser how weights move at a step
 * @param pixels where coordinates lie on the array of pixels that convolutional networks see; empty
 *     for others
 * @param held how many of the coordinates, the last ones, are no part of what is scored: networks
 *     see them as they are in the data, at every time, and the score is that of the others given
 *     them; 0 to d − 1
 */
public record BankSpec(
    NetworkShape network,
    List<Timestep> timesteps,
    List<Double> dataVariance,
    Optimiser optimiser,
    Optional<PixelLayout> pixels,
    int held) {

  /** Checks that the parts fit each other; throws {@link IllegalArgumentException}. */
  public BankSpec {
    timesteps = List.copyOf(timesteps);
    dataVariance = List.copyOf(dataVariance);
    if (timesteps.isEmpty()) {
      throw new IllegalArgumentException("a bank of no timesteps; give at least one");
    }
    for (int i = 1; i < timesteps.size(); i++) {
      if (timesteps.get(i).number() <= timesteps.get(i - 1).number()) {
        throw new IllegalArgumentException(
            "timestep %s follows timestep %s; give rising numbers, each once"
                .formatted(timesteps.get(i).number(), timesteps.get(i - 1).number()));
      }
      int rise = timesteps.get(i).network() - timesteps.get(i - 1).network();
      if (rise < 0 || (rise == 0 && !network.seesTime())) {
        throw new IllegalArgumentException(
            "network %s of timestep %s follows network %s; give rising numbers, or networks that see the time"
                .formatted(
                    timesteps.get(i).network(),
                    timesteps.get(i).number(),
                    timesteps.get(i - 1).network()));
      }
    }
    if (dataVariance.size() != network.dimension()) {
      throw new IllegalArgumentException(
          "%s data variances for dimension %s; give one per coordinate"
              .formatted(dataVariance.size(), network.dimension()));
    }
    if (dataVariance.stream().anyMatch(v -> !(v > 0 && v < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "data variances are " + dataVariance + "; each must be above 0 and finite");
    }
    if (held < 0 || held >= network.dimension()) {
      throw new IllegalArgumentException(
          "%s of %s coordinates are held; leave at least one to be scored"
              .formatted(held, network.dimension()));
    }
    requireLayout(network, pixels, held);
  }

  private static void requireLayout(NetworkShape network, Optional<PixelLayout> pixels, int held) {
    boolean fits =
        network instanceof ConvolutionalShape images
            ? pixels.isPresent()
                && pixels.get().grid().equals(images.grid())
                && pixels.get().dimension() == images.dimension()
                && images.held() == held
            : pixels.isEmpty();
    if (!fits) {
      throw new IllegalArgumentException(
          "%s with %s and %s coordinates held; give convolutional networks, and no others, the layout of their pixels"
              .formatted(network, pixels, held));
    }
  }

  /** A bank of networks that know nothing of pixels. */
  public BankSpec(
      NetworkShape network,
      List<Timestep> timesteps,
      List<Double> dataVariance,
      Optimiser optimiser) {
    this(network, timesteps, dataVariance, optimiser, Optional.empty(), 0);
  }

  /** A bank that scores all coordinates, of networks that may see pixels. */
  public BankSpec(
      NetworkShape network,
      List<Timestep> timesteps,
      List<Double> dataVariance,
      Optimiser optimiser,
      Optional<PixelLayout> pixels) {
    this(network, timesteps, dataVariance, optimiser, pixels, 0);
  }

  /** A bank for standardised data, whose every coordinate has variance 1, with standard Adam. */
  public static BankSpec standardised(NetworkShape network, List<Timestep> timesteps) {
    return new BankSpec(
        network, timesteps, Collections.nCopies(network.dimension(), 1.0), Optimiser.standard());
  }

  /**
   * {@code 1 / mean_j α_j²} of {@link Preconditioning}, with 0 for what is held: what a timestep's
   * loss is multiplied by in the objective, so that every timestep has a target of unit variance.
   * It changes no minimum where each timestep has its own network, and keeps gradients of late
   * times far above Adam's epsilon.
   */
  public double objectiveWeight(Timestep timestep) {
    return 1
        / IntStream.range(0, dataVariance.size())
            .mapToDouble(i -> around(timestep, i).signalShare())
            .map(share -> share * share)
            .average()
            .orElseThrow();
  }

  /** How networks sit around a coordinate at a timestep. */
  public Preconditioning around(Timestep timestep, int coordinate) {
    double variance = dataVariance.get(coordinate);
    return coordinate < scored()
        ? Preconditioning.at(timestep.time(), variance)
        : Preconditioning.held(variance);
  }

  /** How many coordinates have a score, from the first on. */
  public int scored() {
    return network.dimension() - held;
  }

  /** Numbers of its networks, each of which has weights of its own, rising. */
  public List<Integer> networks() {
    return Timestep.networks(timesteps);
  }

  /** The place of a timestep in {@link #timesteps()}, or -1 where the bank does not hold it. */
  public int indexOf(int timestep) {
    for (int i = 0; i < timesteps.size(); i++) {
      if (timesteps.get(i).number() == timestep) {
        return i;
      }
    }
    return -1;
  }
}
