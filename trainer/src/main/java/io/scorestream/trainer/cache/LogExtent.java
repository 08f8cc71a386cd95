package io.scorestream.trainer.cache;

/**
 * How far a cache reaches.
 *
 * @param entries records in the index
 * @param rows samples
 * @param nextOffset offset after the last record, 0 for none
 * @param nextSequence sequence number after the last sample, 0 for none
 */
record LogExtent(long entries, long rows, long nextOffset, long nextSequence) {

  static final LogExtent EMPTY = new LogExtent(0, 0, 0, 0);

  LogExtent with(LogEntry entry) {
    return new LogExtent(
        entries + 1,
        rows + entry.count(),
        entry.offset() + 1,
        entry.count() == 0 ? nextSequence : entry.firstSequence() + entry.count());
  }

  long indexBytes() {
    return LogHeader.BYTES + entries * LogEntry.BYTES;
  }
}
