package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first records of a stream as a table, from which kinds and encodings of columns are found.
 */
public final class RecordTable implements Table {

  private final RecordFields fields;
  private final List<@Nullable Object> records;
  private final List<String> places;

  /**
   * @param records as {@link RecordFields} takes them
   * @param places what messages call each of them
   */
  public RecordTable(RecordFields fields, List<@Nullable Object> records, List<String> places) {
    this.fields = fields;
    this.records = new ArrayList<>(records);
    this.places = List.copyOf(places);
  }

  @Override
  public List<String> columns() {
    return fields.names();
  }

  @Override
  public Optional<ImageShape> image() {
    return Optional.empty();
  }

  @Override
  public List<String> notices() {
    return List.of();
  }

  @Override
  public String place(long number) {
    return places.get((int) number - 1);
  }

  @Override
  public String column(int index) {
    return "field " + fields.names().get(index);
  }

  @Override
  public Cursor open() {
    return new Cursor() {
      private int next;

      @Override
      public boolean next(Cells into) {
        if (next == records.size()) {
          return false;
        }
        fields.read(records.get(next), ++next, into);
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
