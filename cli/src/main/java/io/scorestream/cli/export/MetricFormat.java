package io.scorestream.cli.export;

/** In what form metrics are taken away. */
enum MetricFormat {
  /** Text with a header. */
  CSV,
  /** A JSON object a line. */
  JSONL,
  /** Apache Parquet. */
  PARQUET
}
