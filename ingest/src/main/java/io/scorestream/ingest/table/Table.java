package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.choice.TableChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Rows of cells in a file or folder, in an order that stays; nothing of them is held in memory.
 *
 * <p>Everything that reads throws {@link io.scorestream.service.ScorestreamException} naming file
 * and place where the file is not what it should be.
 */
public sealed interface Table
    permits TextTable, ArrayTable, ParquetTable, ImageFolder, RecordTable {

  /**
   * Finds out what a file is.
   *
   * @throws io.scorestream.service.ScorestreamException when it is missing, empty, of a kind that
   *     is not read, or has not the chosen columns
   */
  static Table of(Path path, TableChoice choice) {
    FileFaults.requireFile(path);
    if (Files.isDirectory(path)) {
      return ImageFolder.at(path, choice, false);
    }
    DataFile file = DataFile.at(path);
    if (ParquetFile.is(file)) {
      return ParquetTable.of(file, choice);
    }
    return ArrayFormat.of(file)
        .<Table>map(format -> ArrayTable.of(file, format, choice))
        .orElseGet(() -> TextTable.of(file, choice));
  }

  /**
   * Finds out what a file or folder is that grows: its cursors give what has come when they are
   * asked again after the last row.
   *
   * @throws io.scorestream.service.ScorestreamException as {@link #of} does, and when it is of a
   *     kind that cannot grow
   */
  static Table growing(Path path, TableChoice choice) {
    FileFaults.requireFile(path);
    if (Files.isDirectory(path)) {
      return ImageFolder.at(path, choice, true);
    }
    DataFile file = DataFile.at(path);
    if (file.compressed()) {
      throw FileFaults.cannotGrow(path, "it is compressed");
    }
    if (ParquetFile.is(file)) {
      throw FileFaults.cannotGrow(path, "Parquet says at its end what is in it");
    }
    if (ArrayFormat.of(file).isPresent()) {
      throw FileFaults.cannotGrow(path, "its header says how many rows it has");
    }
    return TextTable.of(file.followed(), choice);
  }

  /** Names of the chosen columns, no two alike, in the order in which a row has them. */
  List<String> columns();

  /** Shape of each row, where it is an image; its numbers are then as many as the columns. */
  Optional<ImageShape> image();

  /** What a person should know of how the file was understood; whole clauses. */
  List<String> notices();

  /** The rows from the first. */
  Cursor open();

  /** What messages call a row, such as "line 12". */
  String place(long number);

  /**
   * What messages call a column, such as "column 2 (y)": by its number in the file, from 1.
   *
   * @param index among the chosen ones, from 0
   */
  String column(int index);
}
