package io.scorestream.ingest;

import io.scorestream.rows.Rows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Samples in a fixed order, each a function of its sequence number: reading twice, in parts of any
 * size, gives the same bits. Owned by one thread.
 */
public sealed interface SampleSource extends AutoCloseable permits LawSource, FileSource {

  /** What each number of a sample is called, at least one. */
  List<String> columns();

  /** Numbers per sample, d, at least 1. */
  int dimension();

  /** Name of the law whose draws they are; empty where it is not known. */
  Optional<String> law();

  /** How many samples there are; empty where there is no end. */
  OptionalLong size();

  /**
   * Consecutive samples.
   *
   * @param firstSequence sequence number of the first, from 0
   * @param count how many, at least 1
   * @return {@code [n, d]}, in the data's own units; n is less than {@code count} where the source
   *     ends before
   */
  Rows read(long firstSequence, int count);

  /** What it is, as messages name it. */
  @Override
  String toString();

  @Override
  void close();
}
