package io.scorestream.bench;

import io.scorestream.rows.Exponentials;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** What an exponential costs, alone and in a loop that HotSpot makes vectors of. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExponentialLoops extends Loops {

  private static final int COUNT = 2000;

  private double[] numbers;
  private final double[] powers = new double[COUNT];

  /** As they are where points are some ε apart. */
  @Setup
  public void draw() {
    numbers = new SplittableRandom(1).doubles(COUNT, -40, 0).toArray();
  }

  /** One by one. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double[] alone() {
    for (int i = 0; i < COUNT; i++) {
      powers[i] = Math.exp(numbers[i]);
    }
    return powers;
  }

  /** Together, with the copy that keeps the numbers. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double[] together() {
    System.arraycopy(numbers, 0, powers, 0, COUNT);
    Exponentials.replace(powers, COUNT);
    return powers;
  }
}
