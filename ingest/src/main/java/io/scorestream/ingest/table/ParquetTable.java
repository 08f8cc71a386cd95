package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file with columns of single values. Rows are counted from 1.
 *
 * @param path of the file
 * @param names of all its columns
 * @param chosen which of them are, from 0
 * @param fields how those are read
 */
record ParquetTable(Path path, List<String> names, List<Integer> chosen, List<ParquetColumn> fields)
    implements Table {

  /**
   * @throws ScorestreamException when the file is cut off or damaged, or a chosen column holds what
   *     is not read
   */
  static ParquetTable of(DataFile file, TableChoice choice) {
    if (file.compressed()) {
      throw ParquetFaults.packed(file.path());
    }
    try (ParquetFileReader reader = ParquetFile.open(file.path())) {
      return of(file.path(), reader, choice);
    } catch (ScorestreamException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ParquetFaults.damaged(file.path(), "in its footer", e);
    }
  }

  private static ParquetTable of(Path path, ParquetFileReader reader, TableChoice choice) {
    List<Type> all = reader.getFileMetaData().getSchema().getFields();
    if (all.isEmpty()) {
      throw ParquetFaults.noColumns(path);
    }
    List<String> names = all.stream().map(Type::getName).toList();
    List<Integer> chosen = Columns.parse(choice.columns()).indices(path, "", names);
    List<ParquetColumn> fields = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (int column : chosen) {
      Type field = all.get(column);
      String place = place(names, column);
      fields.add(
          ParquetColumn.of(field)
              .orElseThrow(
                  () ->
                      ParquetFaults.unread(
                          path, place, ParquetColumn.unread(field), readable(all))));
      if (places.put(field.getName(), place) != null) {
        throw ParquetFaults.twice(path, field.getName());
      }
    }
    ParquetFile.requireReadable(
        path, reader.getRowGroups(), places, Runtime.getRuntime().maxMemory());
    return new ParquetTable(path, names, chosen, List.copyOf(fields));
  }

  private static List<String> readable(List<Type> all) {
    return all.stream()
        .filter(field -> ParquetColumn.of(field).isPresent())
        .map(Type::getName)
        .toList();
  }

  private static String place(List<String> names, int column) {
    String number = String.valueOf(column + 1);
    String name = names.get(column);
    return "column " + number + (name.equals(number) ? "" : " (" + name + ")");
  }

  @Override
  public List<String> columns() {
    return ColumnNames.of(chosen.stream().map(names::get).toList()).names();
  }

  @Override
  public Optional<ImageShape> image() {
    return Optional.empty();
  }

  @Override
  public List<String> notices() {
    return IntStream.range(0, fields.size())
        .filter(i -> !fields.get(i).meaning().isEmpty())
        .mapToObj(i -> "%s holds times: %s".formatted(column(i), fields.get(i).meaning()))
        .toList();
  }

  @Override
  public String place(long number) {
    return "row " + number;
  }

  @Override
  public String column(int index) {
    return place(names, chosen.get(index));
  }

  @Override
  public Cursor open() {
    return new ParquetCursor(path, fields);
  }
}
