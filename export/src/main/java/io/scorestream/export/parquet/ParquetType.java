package io.scorestream.export.parquet;

/** What a column of a Parquet file holds, with the number of the physical type behind it. */
public enum ParquetType {
  /** 64-bit integers. */
  INT64(2),
  /** 32-bit floating point. */
  FLOAT(4),
  /** 64-bit floating point. */
  DOUBLE(5),
  /** Text in UTF-8. */
  TEXT(6);

  private final int physical;

  ParquetType(int physical) {
    this.physical = physical;
  }

  int physical() {
    return physical;
  }
}
