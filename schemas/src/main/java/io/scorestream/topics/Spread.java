package io.scorestream.topics;

/**
 * Over how many partitions a topic's records are spread. How many a wide one has is chosen when it
 * is created, and read from the cluster by everyone.
 */
public enum Spread {

  /** One partition: all records have one order. */
  SINGLE,

  /** As many partitions as there may be processes that share the work, at least one. */
  WIDE
}
