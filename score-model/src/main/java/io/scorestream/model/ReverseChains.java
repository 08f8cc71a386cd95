package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReversePlan.Step;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;
import io.scorestream.rows.Rows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Points on their way from {@code N(0, I)} back along a grid, in blocks. The steps of a part are
 * one call for each block, or one between two stops, and between calls points stay where the
 * program left them.
 *
 * <p>The noise of block b is that of {@link CounterNormals} at b, with a timestep's number for the
 * stream, and N + 1 for what the points begin with.
 */
record ReverseChains(
    SharedProgram program, List<BankPart> parts, ReversePlan plan, long seed, GivenPoints given) {
  /** Numbers of a step. */
  static final int RATES = 6;

  /**
   * Steps with a part's networks that are one call.
   *
   * @param steps in the order in which they are made
   */
  private record Leg(BankPart part, List<Step> steps) {
    int until() {
      return steps.get(steps.size() - 1).until();
    }
  }

  /**
   * Draws points.
   *
   * @param first number of the first block
   * @param stops timesteps at which points are shown on their way: N for what they begin with, k
   *     for before its step, 0 for what comes of all; they change nothing of the points
   * @param shown given the timestep of a stop and {@code [n, d]}, from the largest downwards
   * @param progress told after each call to which timestep it came
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
      List<Map<String, NDArray>> moving =
          new ArrayList<>(Collections.nCopies(blocks.count(), Map.of()));
      NDManager begun = scope;
      ComputeThreads.each(
          moving.size(), block -> moving.set(block, begin(begun, new Place(first, block, blocks))));
      if (stops.contains(plan.grid().steps())) {
        shown.accept(joined(moving, blocks), plan.grid().steps());
      }
      for (Leg leg : legs(stops)) {
        NDManager next = program.newScope();
        try {
          Map<String, NDArray> steps = steps(next, leg);
          ComputeThreads.each(
              moving.size(),
              block ->
                  moving.set(
                      block,
                      moved(next, leg, steps, new Place(first, block, blocks), moving.get(block))));
        } finally {
          scope.close();
          scope = next;
        }
        if (stops.contains(leg.until())) {
          shown.accept(joined(moving, blocks), leg.until());
        }
        progress.accept(leg.until());
      }
    } finally {
      scope.close();
    }
  }

  /** The steps of a part are one, but where they are cut at a stop. */
  private List<Leg> legs(Set<Integer> stops) {
    List<Leg> legs = new ArrayList<>();
    for (Step step : plan.steps()) {
      BankPart part = partOf(step.timestep());
      Leg last = legs.isEmpty() ? null : legs.get(legs.size() - 1);
      if (last == null || last.part() != part || stops.contains(step.timestep())) {
        last = new Leg(part, new ArrayList<>());
        legs.add(last);
      }
      last.steps().add(step);
    }
    return legs;
  }

  /** Timesteps of each part, but of the last, which may have fewer. */
  private int room() {
    return parts.get(0).timesteps().size();
  }

  private BankPart partOf(int timestep) {
    return parts.get((timestep - 1) / room());
  }

  private record Place(long first, int block, RowBlocks blocks) {
    long number() {
      return first + block;
    }
  }

  private Map<String, NDArray> begin(NDManager scope, Place place) {
    RowBlocks blocks = place.blocks();
    Shape shape = new Shape(1, blocks.size(), blocks.dimension());
    NDArray zeros = scope.create(FloatBuffer.allocate((int) shape.size()), shape, DataType.FLOAT32);
    Map<String, NDArray> inputs =
        Map.of(
            "x", zeros,
            "seed", scope.create(seed),
            "first", scope.create(new long[] {place.number()}),
            "stream", scope.create(plan.grid().steps() + 1L));
    NDArray noise = program.call(Signature.NOISE, inputs).head();
    return Map.of("x", given.isNone() ? noise : held(scope, noise, place), "denoised", zeros);
  }

  /** What points begin with, of their condition. */
  private NDArray held(NDManager scope, NDArray noise, Place place) {
    float[] points = noise.toFloatArray();
    given.hold(points, place.blocks().start(place.block()), place.blocks().used(place.block()));
    return scope.create(FloatBuffer.wrap(points), noise.getShape(), DataType.FLOAT32);
  }

  /** The last step is at place 0, since the program counts down. */
  private Map<String, NDArray> steps(NDManager scope, Leg leg) {
    int room = room();
    int count = leg.steps().size();
    int[] places = new int[room];
    long[] streams = new long[room];
    float[] rates = new float[room * RATES];
    for (int i = 0; i < count; i++) {
      Step step = leg.steps().get(count - 1 - i);
      places[i] = (step.timestep() - 1) % room;
      streams[i] = step.timestep();
      System.arraycopy(rates(step), 0, rates, i * RATES, RATES);
    }
    Map<String, NDArray> arrays = new HashMap<>();
    arrays.put("steps", scope.create(count));
    arrays.put("places", scope.create(places));
    arrays.put("rates", scope.create(rates, new Shape(room, RATES)));
    if (!plan.update().isDeterministic()) {
      arrays.put("seed", scope.create(seed));
      arrays.put("streams", scope.create(streams));
    }
    if (given.isGuided()) {
      arrays.put("guidance", scope.create((float) given.guidance()));
    }
    return arrays;
  }

  private static float[] rates(Step step) {
    Coefficients by = step.by();
    double signal = OrnsteinUhlenbeck.signal(step.time());
    double variance = OrnsteinUhlenbeck.variance(step.time());
    return new float[] {
      (float) by.position(),
      (float) by.score(),
      (float) by.memory(),
      (float) (1 / signal),
      (float) (variance / signal),
      (float) by.noise()
    };
  }

  private Map<String, NDArray> moved(
      NDManager scope,
      Leg leg,
      Map<String, NDArray> steps,
      Place place,
      Map<String, NDArray> moving) {
    Map<String, NDArray> inputs = new HashMap<>(steps);
    inputs.putAll(moving);
    if (!plan.update().isDeterministic()) {
      inputs.put("first", scope.create(new long[] {place.number()}));
    }
    Signature signature = Signature.ofSteps(plan.update().isDeterministic(), given.isGuided());
    NDList outputs = leg.part().call(signature, inputs);
    outputs.attach(scope);
    Map<String, NDArray> moved = new HashMap<>();
    moving.keySet().forEach(name -> moved.put(name, named(outputs, name)));
    requireFinite(named(outputs, "finite").toFloatArray(), leg, place, moved);
    return moved;
  }

  private static NDArray named(NDList outputs, String name) {
    return Objects.requireNonNull(outputs.get(name), name);
  }

  private void requireFinite(float[] finite, Leg leg, Place place, Map<String, NDArray> moved) {
    for (int i = leg.steps().size() - 1; i >= 0; i--) {
      if (finite[i] == 0) {
        float[] numbers = points(moved).toFloatArray();
        int at =
            IntStream.range(0, numbers.length)
                .filter(j -> !Float.isFinite(numbers[j]))
                .findFirst()
                .orElse(0);
        throw ReverseSampler.notFinite(
            plan.grid(),
            leg.steps().get(leg.steps().size() - 1 - i).timestep(),
            place.blocks().start(place.block()) + (long) at / place.blocks().dimension());
      }
    }
  }

  private static NDArray points(Map<String, NDArray> moving) {
    return Objects.requireNonNull(moving.get("x"));
  }

  private static Rows joined(List<Map<String, NDArray>> moving, RowBlocks blocks) {
    Rows joined = Rows.zeros(blocks.rows(), blocks.dimension());
    for (int block = 0; block < moving.size(); block++) {
      blocks.copy(points(moving.get(block)).toFloatArray(), joined.numbers(), block);
    }
    return joined;
  }
}
