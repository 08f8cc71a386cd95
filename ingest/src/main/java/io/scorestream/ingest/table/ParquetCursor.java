package io.scorestream.ingest.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Rows of Parquet, of which the columns that are not wanted are not read. Memory holds one row
 * group as it is compressed, and of each column one page and the dictionary plain.
 */
final class ParquetCursor implements Cursor {

  private final Path path;
  private final List<ParquetColumn> columns;
  private final ParquetFileReader file;
  private final MessageType schema;
  private final List<ColumnReader> readers = new ArrayList<>();
  private int group;
  private long left;
  private long row;

  /**
   * @throws io.scorestream.service.ScorestreamException when the footer cannot be read
   */
  ParquetCursor(Path path, List<ParquetColumn> columns) {
    this.path = path;
    this.columns = columns;
    this.file = ParquetFile.open(path);
    this.schema =
        new MessageType("chosen", columns.stream().<Type>map(ParquetColumn::type).toList());
    file.setRequestedSchema(schema);
  }

  @Override
  public boolean next(Cells into) {
    try {
      while (left == 0) {
        if (group == file.getRowGroups().size()) {
          return false;
        }
        nextGroup();
      }
      into.begin(row + 1);
      for (int i = 0; i < readers.size(); i++) {
        columns.get(i).read(readers.get(i), i, into);
        readers.get(i).consume();
      }
    } catch (IOException | RuntimeException e) {
      throw ParquetFaults.damaged(path, "after row " + row, e);
    }
    left--;
    row++;
    return true;
  }

  private void nextGroup() throws IOException {
    left = file.getRowGroups().get(group).getRowCount();
    readers.clear();
    if (left > 0) {
      PageReadStore pages = file.readRowGroup(group);
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              pages,
              new DummyRecordConverter(schema).getRootConverter(),
              schema,
              file.getFileMetaData().getCreatedBy());
      for (ColumnDescriptor column : schema.getColumns()) {
        long values = pages.getPageReader(column).getTotalValueCount();
        if (values != left) {
          throw new IOException(
              "row group %s has %s rows, but %s values of %s"
                  .formatted(group + 1, left, values, column.getPath()[0]));
        }
        readers.add(store.getColumnReader(column));
      }
    }
    group++;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw ParquetFaults.damaged(path, "after row " + row, e);
    }
  }
}
