package io.scorestream.run;

import io.scorestream.model.BankSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a run's timesteps, whose networks are trained, committed and owned together.
 *
 * @param run the run
 * @param number from 0
 * @param first smallest timestep
 * @param last largest timestep
 */
public record Shard(Run run, int number, int first, int last) {

  /**
   * Cuts a run's timesteps into as many neighbouring parts as its specification says, whose sizes
   * differ by one at most.
   */
  static List<Shard> of(Run run) {
    int parts = run.spec().getShards();
    int timesteps = run.grid().steps();
    return IntStream.range(0, parts)
        .mapToObj(
            i -> new Shard(run, i, start(i, parts, timesteps), start(i + 1, parts, timesteps) - 1))
        .toList();
  }

  private static int start(int part, int parts, int timesteps) {
    return 1 + (int) ((long) part * timesteps / parts);
  }

  /** How many timesteps it has. */
  public int size() {
    return last - first + 1;
  }

  /** Its networks, as {@link Run#bank()} has all. */
  public BankSpec bank() {
    return run.bank(first, last);
  }

  /** Whether a timestep is one of these. */
  public boolean contains(int timestep) {
    return first <= timestep && timestep <= last;
  }

  /** Names it among all shards: {@code run-number}. */
  public String id() {
    return run.id() + "-" + number;
  }

  /** Transactional id of the one writer of its milestones, in a deployment with that prefix. */
  public String writer(String prefix) {
    return prefix + "-trainer-" + id();
  }

  @Override
  public String toString() {
    return run.spec().getShards() == 1 ? run.toString() : run + ", shard " + number;
  }
}
