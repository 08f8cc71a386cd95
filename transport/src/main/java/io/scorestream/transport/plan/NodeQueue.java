package io.scorestream.transport.plan;

import java.util.Arrays;

/** A binary heap of nodes by key, least first. A node may be in it more than once. */
final class NodeQueue {
  private double[] keys = new double[64];
  private int[] nodes = new int[64];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  /** The least key of a queue that is not empty. */
  double leastKey() {
    return keys[0];
  }

  void add(double key, int node) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      nodes = Arrays.copyOf(nodes, 2 * size);
    }
    int slot = size++;
    for (int parent = (slot - 1) >> 1; slot > 0 && keys[parent] > key; parent = (slot - 1) >> 1) {
      keys[slot] = keys[parent];
      nodes[slot] = nodes[parent];
      slot = parent;
    }
    keys[slot] = key;
    nodes[slot] = node;
  }

  /** Takes out the node of the least key. */
  int poll() {
    int least = nodes[0];
    double key = keys[--size];
    int node = nodes[size];
    int slot = 0;
    for (int child = 1; child < size; child = 2 * slot + 1) {
      if (child + 1 < size && keys[child + 1] < keys[child]) {
        child++;
      }
      if (keys[child] >= key) {
        break;
      }
      keys[slot] = keys[child];
      nodes[slot] = nodes[child];
      slot = child;
    }
    keys[slot] = key;
    nodes[slot] = node;
    return least;
  }
}
