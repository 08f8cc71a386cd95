package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Timestep;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The networks of K timesteps as they answer: restored from weights alone, with no place for what
 * training needs beside them. {@link NetworkTrainer} moves them.
 *
 * <p>Rows are computed in blocks, several at once, and a block that is not full is filled up: what
 * comes of a row does not depend on how many there are, nor on which other timesteps the bank has.
 *
 * <p>For one thread at a time; any number may live in a process. Results that have one entry per
 * timestep are in the order of {@link BankSpec#timesteps()}, and so are those with one per network.
 */
public final class ScoreNetworks implements ScoreFunction, AutoCloseable {
  /** Rows of a block of points. */
  public static final int BLOCK = 1024;

  /** Rows of a block of held-out data. */
  private static final int LOSS_BLOCK = 256;

  private final BankSpec spec;
  private final SharedProgram program;
  private final NDManager constants;
  private final List<BankPart> parts;
  private @Nullable NDManager weights;
  private boolean closed;

  private ScoreNetworks(BankSpec spec, Device.Kind device) {
    PartKind kind = PartKind.of(spec);
    this.spec = spec;
    this.program = SharedProgram.answering(kind, device);
    this.constants = program.newScope();
    this.parts = BankPart.of(spec, kind, program, constants);
  }

  /**
   * Makes room for networks, which have no weights before {@link #restore}.
   *
   * @throws IllegalStateException if TensorFlow cannot be loaded or the device is not to be had
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  public static ScoreNetworks open(BankSpec spec, DevicePreference preference) {
    return new ScoreNetworks(spec, TensorFlowRuntime.start().device(preference).kind());
  }

  /** Which networks there is room for. */
  public BankSpec spec() {
    return spec;
  }

  @Override
  public int dimension() {
    return spec.network().dimension();
  }

  /**
   * Takes over networks that were trained. Where running means of their weights are kept, these
   * answer.
   *
   * @param networks one per network
   * @throws IllegalArgumentException if they do not fit, and what was there before stays
   */
  public void restore(List<NetworkWeights> networks) {
    requireOpen();
    Restored.requireWeights(spec, networks);
    List<float[]> scored = networks.stream().map(NetworkWeights::scored).toList();
    NDManager next = program.newScope();
    parts.forEach(part -> part.restore(next, scored));
    if (weights != null) {
      weights.close();
    }
    weights = next;
  }

  private void requireWeights() {
    requireOpen();
    if (weights == null) {
      throw new IllegalStateException(
          "the networks of this bank have no weights yet; initialise or restore it first");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the networks are closed; open others");
    }
  }

  /** {@code −ε̂_t(x)/σ_t} with the noise {@code ε̂_t} that a network sees. */
  @Override
  public void score(int timestep, Rows x, Rows out) {
    x.requireDimension(dimension());
    out.requireAlike(x);
    requireWeights();
    int index = indexOf(timestep);
    FloatBuffer points = FloatBuffer.wrap(x.numbers());
    RowBlocks blocks = new RowBlocks(x.count(), dimension(), BLOCK);
    ComputeThreads.each(
        blocks.count(),
        block -> {
          try (NDManager scope = program.newScope()) {
            Shape shape = new Shape(1, BLOCK, dimension());
            NDArray cut = scope.create(blocks.cut(points, block), shape, DataType.FLOAT32);
            blocks.copy(
                ask(Signature.SCORE_AT, scope, index, Map.of("x", cut)), out.numbers(), block);
          }
        });
  }

  /**
   * The loss on samples, with noise that is a function of the seed, the timestep's number and the
   * row alone, as {@link NetworkTrainer#loss} takes it.
   *
   * @param samples {@code [n, d]} between position and limit, n at least 1; left as it is
   */
  public HeldOutLoss loss(FloatBuffer samples, long seed) {
    requireWeights();
    RowBlocks blocks = new RowBlocks(rows(samples), dimension(), LOSS_BLOCK);
    float[][] perSample = new float[spec.timesteps().size()][blocks.rows()];
    ComputeThreads.each(
        perSample.length * blocks.count(),
        piece -> {
          int index = piece / blocks.count();
          int block = piece % blocks.count();
          try (NDManager scope = program.newScope()) {
            Shape shape = new Shape(LOSS_BLOCK, dimension());
            Map<String, NDArray> held =
                Map.of(
                    "x0", scope.create(blocks.cut(samples, block), shape, DataType.FLOAT32),
                    "seed", scope.create(seed),
                    "first", scope.create(new long[] {spec.timesteps().get(index).number() - 1}),
                    "stream", scope.create(-1L - blocks.start(block)));
            float[] losses = ask(Signature.LOSS, scope, index, held);
            HeldOutLoss.overScored(spec, losses, 0, losses.length);
            System.arraycopy(losses, 0, perSample[index], blocks.start(block), blocks.used(block));
          }
        });
    return new HeldOutLoss(perSample);
  }

  private int rows(FloatBuffer samples) {
    int numbers = samples.remaining();
    if (numbers == 0 || numbers % dimension() != 0) {
      throw new IllegalArgumentException(
          "%s numbers are not rows of dimension %s; give at least one whole row"
              .formatted(numbers, dimension()));
    }
    return numbers / dimension();
  }

  private float[] ask(
      Signature signature, NDManager scope, int index, Map<String, NDArray> besides) {
    int width = parts.get(0).timesteps().size();
    Map<String, NDArray> inputs = new HashMap<>(besides);
    inputs.put("index", scope.create(index % width));
    return parts.get(index / width).call(signature, inputs).head().toFloatArray();
  }

  /**
   * Draws points of the law at {@code t_min} by going back along a grid with these scores: a
   * function of the seed and of a point's number alone, however many are drawn at once.
   *
   * @param plan over the grid whose timesteps 1 to N these networks are
   * @param seed of the noise
   * @param first number of the first block, from 0: points are numbered in blocks of {@value
   *     #BLOCK}
   * @param count n, at least 0
   * @param progress told now and then to which timestep all have come, at last 0
   * @return {@code [n, d]}
   * @throws IllegalStateException if a step makes a coordinate that is not finite
   */
  public Rows sample(ReversePlan plan, long seed, long first, int count, IntConsumer progress) {
    return sample(plan, seed, first, count, GivenPoints.none(), progress);
  }

  /**
   * The same, of a condition.
   *
   * @param given each point's, where these networks hold coordinates
   */
  public Rows sample(
      ReversePlan plan, long seed, long first, int count, GivenPoints given, IntConsumer progress) {
    List<Rows> drawn = new ArrayList<>(1);
    path(
        plan,
        seed,
        first,
        count,
        given,
        Set.of(0),
        (points, timestep) -> drawn.add(points),
        progress);
    return drawn.get(0);
  }

  /**
   * The points of {@link #sample} on their way.
   *
   * @param given each point's condition, where these networks hold coordinates
   * @param stops timesteps at which they are shown, where the plan comes to them: N for the noise
   *     that they begin with, k for before its step, 0 for what {@code sample} gives, to the last
   *     bit
   * @param shown given the points at each stop, {@code [n, d]}, and its timestep, from the largest
   *     downwards
   */
  public void path(
      ReversePlan plan,
      long seed,
      long first,
      int count,
      GivenPoints given,
      Set<Integer> stops,
      ObjIntConsumer<Rows> shown,
      IntConsumer progress) {
    requireWeights();
    given.requireFits(spec, count);
    if (spec.timesteps().size() != plan.grid().steps()) {
      throw new IllegalArgumentException(
          "a bank of %s timesteps for a grid of %s; open one of the whole grid"
              .formatted(spec.timesteps().size(), plan.grid().steps()));
    }
    new ReverseChains(program, parts, plan, seed, given)
        .draw(first, new RowBlocks(count, dimension(), BLOCK), stops, shown, progress);
  }

  private int indexOf(int timestep) {
    int index = spec.indexOf(timestep);
    if (index < 0) {
      throw new IllegalArgumentException(
          "timestep %s is not in this bank, which holds %s"
              .formatted(timestep, spec.timesteps().stream().map(Timestep::number).toList()));
    }
    return index;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (weights != null) {
        weights.close();
      }
      constants.close();
      program.close();
    }
  }
}
