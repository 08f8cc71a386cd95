package io.scorestream.model;

import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.Optimiser;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What groups of networks must have in common to be trained by one program.
 *
 * @param network the shape of each
 * @param optimiser how weights move
 * @param runs how many timesteps follow each other, for every run of neighbours
 */
record GroupKind(NetworkShape network, Optimiser optimiser, List<Integer> runs) {
  GroupKind {
    runs = List.copyOf(runs);
  }

  /** T. */
  int timesteps() {
    return runs.stream().mapToInt(Integer::intValue).sum();
  }

  /** T, or 1 where it sees the time and answers for all of them. */
  int networks() {
    return network.seesTime() ? 1 : timesteps();
  }

  /** The arrays that training keeps of a network. */
  List<StatePart> parts() {
    return Arrays.stream(StatePart.values())
        .filter(part -> part != StatePart.AVERAGES || optimiser.averaging().isPresent())
        .toList();
  }

  /** The names of all tensors of the state. */
  Set<String> stateNames() {
    return parts().stream()
        .flatMap(part -> network.tensors().stream().map(part::nameOf))
        .collect(Collectors.toSet());
  }
}
