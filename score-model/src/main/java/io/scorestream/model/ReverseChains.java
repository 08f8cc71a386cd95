package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Points on their way from {@code N(0, I)} back along a grid, in blocks. The timesteps of a part
 * are one call for each block, or one between two stops, and between calls points stay where the
 * program left them.
 *
 * <p>The noise of block b is that of {@link CounterNormals} at b, with a timestep's number for the
 * stream, and N + 1 for what the points begin with.
 */
record ReverseChains(
    SharedProgram program, List<BankPart> parts, TimeGrid grid, ReverseUpdate update, long seed) {

  /**
   * Timesteps of a part that are one call.
   *
   * @param above place in the part behind the first of them
   * @param until place of the last, from which one comes to its number − 1
   */
  private record Leg(BankPart part, int above, int until) {
    int remaining() {
      return part.timesteps().get(until).number() - 1;
    }
  }

  /**
   * Draws points.
   *
   * @param first number of the first block
   * @param stops timesteps at which points are shown on their way: N for what they begin with, k
   *     for before step k, 0 for what comes of all; they change nothing of the points
   * @param shown given the timestep of a stop and {@code [n, d]}, from the largest downwards
   * @param progress told after each call how many timesteps remain
   * @throws IllegalStateException if a step makes a coordinate that is not finite
   */
  void draw(
      long first,
      RowBlocks blocks,
      Set<Integer> stops,
      ObjIntConsumer<Rows> shown,
      IntConsumer progress) {
    NDManager scope = program.newScope();
    try {
      NDArray[] points = new NDArray[blocks.count()];
      NDManager begun = scope;
      ComputeThreads.each(
          points.length, block -> points[block] = noise(begun, first + block, blocks));
      if (stops.contains(grid.steps())) {
        shown.accept(joined(points, blocks), grid.steps());
      }
      for (Leg leg : legs(stops)) {
        NDManager next = program.newScope();
        try {
          Map<String, NDArray> steps = steps(next, leg);
          ComputeThreads.each(
              points.length,
              block ->
                  points[block] =
                      moved(next, leg, steps, new Place(first, block, blocks), points[block]));
        } finally {
          scope.close();
          scope = next;
        }
        if (stops.contains(leg.remaining())) {
          shown.accept(joined(points, blocks), leg.remaining());
        }
        progress.accept(leg.remaining());
      }
    } finally {
      scope.close();
    }
  }

  /** A part is one, but where it is cut at a stop. */
  private List<Leg> legs(Set<Integer> stops) {
    List<Leg> legs = new ArrayList<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      List<Timestep> timesteps = parts.get(i).timesteps();
      int above = timesteps.size();
      for (int place = above - 1; place >= 0; place--) {
        if (place == 0 || stops.contains(timesteps.get(place).number() - 1)) {
          legs.add(new Leg(parts.get(i), above, place));
          above = place;
        }
      }
    }
    return legs;
  }

  private record Place(long first, int block, RowBlocks blocks) {
    long number() {
      return first + block;
    }
  }

  private NDArray noise(NDManager scope, long number, RowBlocks blocks) {
    Shape shape = new Shape(1, blocks.size(), blocks.dimension());
    Map<String, NDArray> inputs =
        Map.of(
            "x", scope.create(FloatBuffer.allocate((int) shape.size()), shape, DataType.FLOAT32),
            "seed", scope.create(seed),
            "first", scope.create(new long[] {number}),
            "stream", scope.create(grid.steps() + 1L));
    return program.call(Signature.NOISE, inputs).head();
  }

  private Map<String, NDArray> steps(NDManager scope, Leg leg) {
    List<Timestep> timesteps = leg.part().timesteps();
    int room = parts.get(0).timesteps().size();
    long[] streams = new long[room];
    float[] rates = new float[room * AnswerGraph.RATES];
    for (int i = 0; i < timesteps.size(); i++) {
      int number = timesteps.get(i).number();
      Coefficients by = update.coefficients(grid, number);
      streams[i] = number;
      rates[i * AnswerGraph.RATES] = (float) by.position();
      rates[i * AnswerGraph.RATES + 1] = (float) by.score();
      rates[i * AnswerGraph.RATES + 2] = (float) by.noise();
    }
    return Map.of(
        "steps", scope.create(leg.above()),
        "until", scope.create(leg.until()),
        "seed", scope.create(seed),
        "streams", scope.create(streams),
        "rates", scope.create(rates, new Shape(room, AnswerGraph.RATES)));
  }

  private NDArray moved(
      NDManager scope, Leg leg, Map<String, NDArray> steps, Place place, NDArray points) {
    Map<String, NDArray> inputs = new HashMap<>(steps);
    inputs.put("x", points);
    inputs.put("first", scope.create(new long[] {place.number()}));
    NDList outputs = leg.part().call(Signature.REVERSE, inputs);
    outputs.attach(scope);
    NDArray moved = Objects.requireNonNull(outputs.get("x"));
    requireFinite(Objects.requireNonNull(outputs.get("finite")).toFloatArray(), leg, place, moved);
    return moved;
  }

  private void requireFinite(float[] finite, Leg leg, Place place, NDArray moved) {
    for (int i = leg.above() - 1; i >= leg.until(); i--) {
      if (finite[i] == 0) {
        float[] numbers = moved.toFloatArray();
        int at =
            IntStream.range(0, numbers.length)
                .filter(j -> !Float.isFinite(numbers[j]))
                .findFirst()
                .orElse(0);
        throw ReverseSampler.notFinite(
            grid,
            leg.part().timesteps().get(i).number(),
            place.blocks().start(place.block()) + (long) at / place.blocks().dimension());
      }
    }
  }

  private static Rows joined(NDArray[] points, RowBlocks blocks) {
    Rows joined = Rows.zeros(blocks.rows(), blocks.dimension());
    for (int block = 0; block < points.length; block++) {
      blocks.copy(points[block].toFloatArray(), joined.numbers(), block);
    }
    return joined;
  }
}
