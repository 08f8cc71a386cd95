package io.scorestream.evaluator.work;

/**
 * Where a record lies in its topic.
 *
 * @param partition of the topic
 * @param offset within the partition
 */
public record Place(int partition, long offset) {}
