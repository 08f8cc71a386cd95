package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.Adam;
import io.scorestream.run.network.BankSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Steps that are asked for at once, as calls of a program: each is compiled for a number of steps,
 * of which fewer may be made. Groups go their own way; none waits for another between its calls.
 *
 * @param spec of the bank
 * @param rows of a batch
 * @param seed the same at every step of a run
 * @param first number of the first step
 */
record TrainingSteps(BankSpec spec, int rows, long seed, long first) {

  /** Steps of a call, and numbers of a call's batches, whichever is reached first. */
  private static final int MOST_STEPS = 16;

  private static final int MOST_NUMBERS = 1 << 22;

  /**
   * Makes them.
   *
   * @param scope for what goes in
   * @param batches {@code [steps, rows, d]}
   * @return losses {@code [steps][K]}
   */
  float[][] run(
      NDManager scope, List<NetworkGroup> groups, FloatBuffer batches, float[] learningRates) {
    float[][] losses = new float[learningRates.length][spec.timesteps().size()];
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    groups.forEach(group -> ends.add(CompletableFuture.completedFuture(null)));
    int size = stepsOfCall();
    for (int from = 0; from < learningRates.length; from += size) {
      int steps = Math.min(size, learningRates.length - from);
      Map<String, NDArray> call = call(scope, batches, learningRates, from, steps);
      float[][] into = Arrays.copyOfRange(losses, from, from + steps);
      for (int g = 0; g < groups.size(); g++) {
        NetworkGroup group = groups.get(g);
        ends.set(g, ComputeThreads.after(ends.get(g), () -> group.train(call, into)));
      }
    }
    ComputeThreads.await(ends);
    return losses;
  }

  /**
   * It depends on the size of a batch alone, so that all steps of a milestone are one program's.
   */
  private int stepsOfCall() {
    return Math.max(1, Math.min(MOST_STEPS, MOST_NUMBERS / batchSize()));
  }

  private int batchSize() {
    return Math.multiplyExact(rows, spec.network().dimension());
  }

  private Map<String, NDArray> call(
      NDManager scope, FloatBuffer batches, float[] learningRates, int from, int steps) {
    int size = stepsOfCall();
    FloatBuffer x0 = FloatBuffer.allocate(size * batchSize());
    x0.put(batches.slice(batches.position() + from * batchSize(), steps * batchSize())).rewind();
    float[] rates = new float[size];
    float[] shares = new float[size];
    for (int i = 0; i < steps; i++) {
      rates[i] = corrected(learningRates[from + i], first + from + i);
      if (spec.optimiser().averaging().isPresent()) {
        shares[i] = spec.optimiser().averagingShare(first + from + i);
      }
    }
    Map<String, NDArray> call = new HashMap<>();
    call.put(
        "x0",
        scope.create(x0, new Shape(size, rows, spec.network().dimension()), DataType.FLOAT32));
    call.put("steps", scope.create(steps));
    call.put("seed", scope.create(seed));
    call.put("stream", scope.create(first + from));
    call.put("rates", scope.create(rates));
    if (spec.optimiser().averaging().isPresent()) {
      call.put("shares", scope.create(shares));
    }
    call.forEach((name, array) -> array.setName(name));
    return call;
  }

  /** {@code α_t} of Kingma and Ba: the rate with both moments' bias taken out. */
  private float corrected(float rate, long step) {
    Adam adam = spec.optimiser().adam();
    return (float)
        (rate
            * Math.sqrt(1 - Math.pow(adam.beta2(), step + 1.0))
            / (1 - Math.pow(adam.beta1(), step + 1.0)));
  }
}
