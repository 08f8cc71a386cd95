package io.scorestream.transport.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem.MinimumCostFlowProblemImpl;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jgrapht.graph.SimpleWeightedGraph;

/** The least costs that JGraphT finds. */
final class Oracle {
  private Oracle() {}

  /** The least sum of costs over all assignments of n sources to n targets, {@code [n][n]}. */
  static double assignment(double[][] costs) {
    Graph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    int n = costs.length;
    Set<Integer> sources = new LinkedHashSet<>();
    Set<Integer> targets = new LinkedHashSet<>();
    for (int i = 0; i < n; i++) {
      sources.add(i);
      targets.add(n + i);
      graph.addVertex(i);
      graph.addVertex(n + i);
    }
    connect(graph, costs);
    return new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, sources, targets)
        .getMatching()
        .getWeight();
  }

  /** The least cost of carrying whole masses, whose sums are equal. */
  static double flow(double[][] costs, int[] supply, int[] demand) {
    Graph<Integer, DefaultWeightedEdge> graph =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    Map<Integer, Integer> supplies = new HashMap<>();
    for (int i = 0; i < supply.length; i++) {
      graph.addVertex(i);
      supplies.put(i, supply[i]);
    }
    for (int j = 0; j < demand.length; j++) {
      graph.addVertex(supply.length + j);
      supplies.put(supply.length + j, -demand[j]);
    }
    connect(graph, costs);
    int mass = Arrays.stream(supply).sum();
    return new CapacityScalingMinimumCostFlow<Integer, DefaultWeightedEdge>()
        .getMinimumCostFlow(
            new MinimumCostFlowProblemImpl<>(
                graph, node -> supplies.getOrDefault(node, 0), arc -> mass))
        .getCost();
  }

  private static void connect(Graph<Integer, DefaultWeightedEdge> graph, double[][] costs) {
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        graph.setEdgeWeight(graph.addEdge(i, costs.length + j), costs[i][j]);
      }
    }
  }
}
