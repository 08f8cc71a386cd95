package io.scorestream.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordFieldsTest {

  private static Map<String, Object> record() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("x", 1.5);
    record.put("pos", Map.of("lat", 48L));
    record.put("readings", List.of(7, 8));
    return record;
  }

  private static Cells read(RecordFields fields, @Nullable Object record) {
    Cells cells = new Cells(fields.names().size());
    fields.read(record, 3, cells);
    return cells;
  }

  @Test
  void of_noChoice_takesEveryFieldHoweverDeep() {
    RecordFields fields = RecordFields.of(null, record());

    assertThat(fields.names()).containsExactly("x", "pos.lat", "readings.0", "readings.1");
    assertThat(read(fields, record()).numbers()).containsExactly(1.5, 48, 7, 8);
    assertThat(read(fields, record()).row()).isEqualTo(3);
  }

  @Test
  void of_aChoice_takesItsPathsInItsOrder() {
    RecordFields fields = RecordFields.of("readings[1], $.x,pos.lat", record());

    assertThat(fields.names()).containsExactly("readings[1]", "$.x", "pos.lat");
    assertThat(read(fields, record()).numbers()).containsExactly(8, 1.5, 48);
  }

  @Test
  void of_nothing_isRefused() {
    for (String choice : Arrays.asList("x,,y", "x,x", "")) {
      assertThatThrownBy(() -> RecordFields.of(choice, record()))
          .isInstanceOfSatisfying(
              ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE))
          .hasMessageContaining("'" + choice + "'");
    }
    assertThatThrownBy(() -> RecordFields.of(null, Map.of()))
        .hasMessageContaining("the first record has no field");
  }

  @Test
  void read_takesNumbersTruthAndTexts() {
    RecordFields fields = RecordFields.of("a,b,c,d,e,f", Map.of());
    Map<String, Object> record =
        Map.of("a", true, "b", false, "c", " 2.5 ", "d", "blue", "e", "NA");

    Cells cells = read(fields, record);

    assertThat(cells.numbers()).startsWith(1, 0, 2.5);
    assertThat(cells.text(3)).isEqualTo("blue");
    assertThat(cells.isMissing(3)).isFalse();
    assertThat(cells.isMissing(4)).isTrue();
    assertThat(cells.isMissing(5)).isTrue();
    assertThat(cells.text(5)).isEmpty();
  }

  @Test
  void read_whatIsNotThere_isMissing() {
    RecordFields fields = RecordFields.of("readings[2],readings[x],x.y,z", record());

    Cells cells = read(fields, record());

    for (int i = 0; i < 4; i++) {
      assertThat(cells.isMissing(i)).isTrue();
    }
  }

  @Test
  void read_noSingleValue_namesTheField() {
    RecordFields fields = RecordFields.of("pos", record());

    assertThatThrownBy(() -> read(fields, record()))
        .isInstanceOfSatisfying(
            ScorestreamException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.BAD_DATA);
              assertThat(e.remedy()).contains("pos.x or pos[0]");
            })
        .hasMessageContaining("field pos holds no single value");
  }

  @Test
  void table_hasItsRecordsAsRows() {
    RecordFields fields = RecordFields.of("1,2", null);
    List<@Nullable Object> records =
        new ArrayList<>(List.of(RecordText.cells("3;4"), RecordText.cells("5;x")));
    RecordTable table = new RecordTable(fields, records, List.of("first", "second"));

    assertThat(table.columns()).containsExactly("1", "2");
    assertThat(table.column(1)).isEqualTo("field 2");
    assertThat(table.place(2)).isEqualTo("second");
    assertThat(table.image()).isEmpty();
    Cells cells = new Cells(2);
    try (Cursor rows = table.open()) {
      assertThat(rows.next(cells)).isTrue();
      assertThat(cells.numbers()).containsExactly(3, 4);
      assertThat(rows.next(cells)).isTrue();
      assertThat(cells.row()).isEqualTo(2);
      assertThat(cells.text(1)).isEqualTo("x");
      assertThat(rows.next(cells)).isFalse();
    }
  }
}
