package io.scorestream.bench;

import io.scorestream.rows.Rows;
import io.scorestream.transport.SlicedWasserstein;
import io.scorestream.transport.plan.ExactTransport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Distances between point sets: costs and augmenting paths, projections and sorts. */
public class TransportLoops extends Loops {

  @Param({"2", "32"})
  int dimension;

  private Rows x;
  private Rows y;
  private Rows manyX;
  private Rows manyY;
  private SlicedWasserstein sliced;

  /** Clusters are the harder points. */
  @Setup
  public void draw() {
    x = PointClouds.CLUSTERS.x(500, dimension);
    y = PointClouds.CLUSTERS.y(500, dimension);
    manyX = PointClouds.CLUSTERS.x(4096, dimension);
    manyY = PointClouds.CLUSTERS.y(4096, dimension);
    sliced = new SlicedWasserstein(dimension, 100, 1);
  }

  /** Exact W2 of 500 points. */
  @Benchmark
  public double exact() {
    return ExactTransport.w2(x, y).value();
  }

  /** Sliced W2 of 4096 points along 100 directions. */
  @Benchmark
  public double sliced() {
    return sliced.w2(manyX, manyY).value();
  }
}
