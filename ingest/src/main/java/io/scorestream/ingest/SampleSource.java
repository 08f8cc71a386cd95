package io.scorestream.ingest;

import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.profile.ColumnSummary;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Samples in a fixed order, each a function of its sequence number: reading twice, in parts of any
 * size, gives the same bits. Owned by one thread.
 */
public sealed interface SampleSource extends AutoCloseable permits LawSource, FileSource {

  /** What each number of a sample is and stands for, at least one. */
  List<SourceColumn> columns();

  /** Numbers per sample, d, at least 1. */
  default int dimension() {
    return columns().size();
  }

  /** Shape of each sample, where they are images; its numbers are then d. */
  Optional<ImageShape> image();

  /** Name of the law whose draws they are; empty where it is not known. */
  Optional<String> law();

  /** How many samples there are; empty where there is no end, or none that is known. */
  OptionalLong size();

  /** What a person should know of them before they are learned; nothing where all is well. */
  List<String> notices();

  /** The columns as people ask about them; ranges are not known of a law. */
  List<ColumnSummary> summaries();

  /**
   * Consecutive samples.
   *
   * @param firstSequence sequence number of the first, from 0
   * @param count how many, at least 1
   * @return {@code [n, d]}; n is less than {@code count}, perhaps 0, where the source ends before
   *     or has no more yet
   * @throws io.scorestream.service.ScorestreamException when they can no longer be had as they were
   *     described
   */
  Rows read(long firstSequence, int count);

  /**
   * What is to be done where all that comes to it waits for the end of a quote; empty otherwise,
   * and where it does not grow.
   */
  default Optional<String> openQuote() {
    return Optional.empty();
  }

  /**
   * The same samples as they were described when there were fewer of them, wherever that can be: a
   * column that has grown keeps its kind, offset, unit and categories as long as all of it fits.
   */
  default SampleSource describedAs(List<SourceColumn> before) {
    return this;
  }

  /** What it is, as messages name it. */
  @Override
  String toString();

  @Override
  void close();
}
