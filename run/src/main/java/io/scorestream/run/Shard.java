package io.scorestream.run;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.network.BankSpec;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * A part of a run's timesteps, whose networks are trained, committed and owned together.
 *
 * @param state the run, and what it is to do
 * @param number from 0, unique among the run's; those of all samples first
 * @param first smallest timestep
 * @param last largest timestep
 * @param half the samples that its networks are trained on
 */
public record Shard(RunState state, int number, int first, int last, SampleHalf half) {

  private static final List<SampleHalf> WITH_HALVES =
      List.of(SampleHalf.BOTH, SampleHalf.FIRST, SampleHalf.SECOND);

  /** The letters of "halves". */
  private static final long PURPOSE = 0x68616C766573L;

  /**
   * Cuts a run's timesteps into as many neighbouring parts as its specification says, whose
   * networks differ by one at most in number. With halves, all of them come again for each.
   */
  static List<Shard> of(RunState state) {
    Run run = state.run();
    int parts = run.spec().getShards();
    Bands bands = run.bands();
    List<SampleHalf> halves = run.spec().getHalves() ? WITH_HALVES : List.of(SampleHalf.BOTH);
    return IntStream.range(0, parts * halves.size())
        .mapToObj(
            number -> {
              int i = number % parts;
              int first = bands.first(start(i, parts, bands.count()));
              int last = bands.first(start(i + 1, parts, bands.count())) - 1;
              return new Shard(state, number, first, last, halves.get(number / parts));
            })
        .toList();
  }

  /** The first band of a part. */
  private static int start(int part, int parts, int bands) {
    return (int) ((long) part * bands / parts);
  }

  /** The run. */
  public Run run() {
    return state.run();
  }

  /** Which incarnation of the run: what is written of the shard carries it. */
  public int incarnation() {
    return state.incarnation();
  }

  /** When its models are trained. */
  public MilestoneSchedule milestones() {
    return state.milestones();
  }

  /** How many timesteps it has. */
  public int size() {
    return last - first + 1;
  }

  /** Its networks, as {@link Run#bank()} has all. */
  public BankSpec bank() {
    return run().bank(first, last);
  }

  /** Numbers of its networks, in their order. */
  public List<Integer> networks() {
    return IntStream.rangeClosed(first, last).map(run()::networkOf).distinct().boxed().toList();
  }

  /** Whether a timestep is one of these. */
  public boolean contains(int timestep) {
    return first <= timestep && timestep <= last;
  }

  /** Whether its networks are trained on all samples: those that generate. */
  public boolean isWhole() {
    return half == SampleHalf.BOTH;
  }

  /**
   * Which samples of the run that are not held out its networks are trained on, by their sequence
   * numbers. For one thread.
   */
  public LongPredicate trained() {
    return run().split().partOf(half, run().spec().getSource());
  }

  /**
   * Seed of its networks' first weights, noise and batches. Each half has one of its own: with the
   * same noise, two networks would agree by more than their samples have in common.
   */
  public long seed() {
    long seed = run().spec().getSeed();
    return isWhole()
        ? seed
        : Seeds.generator(seed, PURPOSE, half == SampleHalf.FIRST ? 1 : 2).nextLong();
  }

  /** Names it among all shards: {@code run-number}. */
  public String id() {
    return id(run().id(), number);
  }

  /** Names a shard of a run among all shards. */
  public static String id(String run, int number) {
    return run + "-" + number;
  }

  @Override
  public String toString() {
    String part =
        run().spec().getShards() == 1 && isWhole() ? state.toString() : state + ", shard " + number;
    return isWhole() ? part : part + ", " + half.name().toLowerCase(Locale.ROOT) + " half";
  }
}
