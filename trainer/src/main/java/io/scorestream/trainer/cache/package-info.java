/**
 * Samples on disk: what Kafka holds of one source, laid out for reading rows at random.
 *
 * <p>A source has a directory with two files that only grow. {@code rows} holds the samples, row
 * after row, float32 little-endian in the data's own units. {@code index} holds a header and then
 * one entry per Kafka record: its offset, the sequence numbers of its samples, and checksums. A
 * record's rows are written before its entry, so that what has an entry is complete.
 */
@NullMarked
package io.scorestream.trainer.cache;

import org.jspecify.annotations.NullMarked;
