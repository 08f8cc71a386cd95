package io.scorestream.export.table;

import java.io.IOException;
import java.io.OutputStream;

/** In what form samples are taken away; {@code docs/export.md} says what is in each. */
public enum TableFormat {
  /** Text with a header (RFC 4180). */
  CSV {
    @Override
    public TableWriter open(SampleTable table, OutputStream out) throws IOException {
      return new CsvTable(table, out);
    }
  },
  /** An object with the columns' names and an array of rows. */
  JSON {
    @Override
    public TableWriter open(SampleTable table, OutputStream out) throws IOException {
      return new JsonTable(table, out);
    }
  },
  /** NumPy's file of one array. */
  NPY {
    @Override
    public TableWriter open(SampleTable table, OutputStream out) throws IOException {
      return new NpyTable(table, out);
    }
  },
  /** Apache Parquet. */
  PARQUET {
    @Override
    public TableWriter open(SampleTable table, OutputStream out) throws IOException {
      return new ParquetTable(table, out);
    }
  },
  /** A picture of samples that are pictures. */
  PNG {
    @Override
    public TableWriter open(SampleTable table, OutputStream out) {
      return new ImageGrid(table, out);
    }
  };

  /**
   * Begins a table.
   *
   * @param out where it goes; closed with the table
   * @throws IllegalArgumentException where samples of this kind have no such form
   */
  public abstract TableWriter open(SampleTable table, OutputStream out) throws IOException;

  /** Whether it is text. */
  public boolean isText() {
    return this == CSV || this == JSON;
  }

  /** Its media type, as HTTP names it. */
  public String mediaType() {
    return switch (this) {
      case CSV -> "text/csv; charset=utf-8";
      case JSON -> "application/json";
      case NPY -> "application/octet-stream";
      case PARQUET -> "application/vnd.apache.parquet";
      case PNG -> "image/png";
    };
  }
}
