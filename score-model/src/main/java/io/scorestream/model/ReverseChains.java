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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Points on their way from {@code N(0, I)} back along a grid, in blocks. The timesteps of a part
 * are one call for each block, between which points stay where the program left them.
 *
 * <p>The noise of block b is that of {@link CounterNormals} at b, with a timestep's number for the
 * stream, and N + 1 for what the points begin with.
 */
record ReverseChains(
    SharedProgram program, List<BankPart> parts, TimeGrid grid, ReverseUpdate update, long seed) {

  /**
   * Draws points.
   *
   * @param first number of the first block
   * @param progress told after each part how many timesteps remain
   * @return {@code [n, d]}
   * @throws IllegalStateException if a step makes a coordinate that is not finite
   */
  Rows draw(long first, RowBlocks blocks, IntConsumer progress) {
    NDManager scope = program.newScope();
    try {
      NDArray[] points = new NDArray[blocks.count()];
      NDManager begun = scope;
      ComputeThreads.each(
          points.length, block -> points[block] = noise(begun, first + block, blocks));
      for (int i = parts.size() - 1; i >= 0; i--) {
        BankPart part = parts.get(i);
        NDManager next = program.newScope();
        try {
          Map<String, NDArray> steps = steps(next, part.timesteps());
          ComputeThreads.each(
              points.length,
              block ->
                  points[block] =
                      moved(next, part, steps, new Place(first, block, blocks), points[block]));
        } finally {
          scope.close();
          scope = next;
        }
        progress.accept(part.timesteps().get(0).number() - 1);
      }
      return joined(points, blocks);
    } finally {
      scope.close();
    }
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

  private Map<String, NDArray> steps(NDManager scope, List<Timestep> timesteps) {
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
        "steps", scope.create(timesteps.size()),
        "seed", scope.create(seed),
        "streams", scope.create(streams),
        "rates", scope.create(rates, new Shape(room, AnswerGraph.RATES)));
  }

  private NDArray moved(
      NDManager scope, BankPart part, Map<String, NDArray> steps, Place place, NDArray points) {
    Map<String, NDArray> inputs = new HashMap<>(steps);
    inputs.put("x", points);
    inputs.put("first", scope.create(new long[] {place.number()}));
    NDList outputs = part.call(Signature.REVERSE, inputs);
    outputs.attach(scope);
    NDArray moved = Objects.requireNonNull(outputs.get("x"));
    requireFinite(Objects.requireNonNull(outputs.get("finite")).toFloatArray(), part, place, moved);
    return moved;
  }

  private void requireFinite(float[] finite, BankPart part, Place place, NDArray moved) {
    for (int i = part.timesteps().size() - 1; i >= 0; i--) {
      if (finite[i] == 0) {
        float[] numbers = moved.toFloatArray();
        int at =
            IntStream.range(0, numbers.length)
                .filter(j -> !Float.isFinite(numbers[j]))
                .findFirst()
                .orElse(0);
        throw ReverseSampler.notFinite(
            grid,
            part.timesteps().get(i).number(),
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
