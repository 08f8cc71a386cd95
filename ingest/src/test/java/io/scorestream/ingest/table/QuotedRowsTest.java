package io.scorestream.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedRowsTest {

  private static final String ALPHABET = "ab,\"\"\"\n\n\r #\t";

  /** A text, and what of it is whole rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          1,2\\n3,4        | 1,2\\n
          1,2\\r\\n3,4\\r  | 1,2\\r\\n
          1,2              | ''
          1,"a\\nb         | ''
          1,"a\\nb"        | ''
          1,"a\\nb"\\n2    | 1,"a\\nb"\\n
          1,"a""\\n"\\n2   | 1,"a""\\n"\\n
          1,"a""           | ''
          1, "a\\n         | ''
          5",2\\n3,"x"\\n4 | 5",2\\n3,"x"\\n
          # don"t\\n1\\n2  | # don"t\\n1\\n
          1\\n# no "end\\n | 1\\n# no "end\\n
          1\\n\\n\\n2      | 1\\n\\n\\n
          """)
  void last_isBehindTheLastWholeRow(String text, String whole) {
    assertThat(wholeRows(text.translateEscapes())).isEqualTo(whole.translateEscapes());
  }

  @Test
  void wholeRowsAndTheRest_haveTheRowsOfTheText() throws IOException {
    Random random = new Random(5);
    int compared = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(14); j >= 0; j--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String whole = wholeRows(text.toString());
      List<List<String>> all = rows(text.toString());
      List<List<String>> parts = rows(whole);
      List<List<String>> rest = rows(text.substring(whole.length()));
      if (all != null && parts != null && rest != null) {
        List<List<String>> joined = new ArrayList<>(parts);
        joined.addAll(rest);
        assertThat(joined).as("%s", text).isEqualTo(all);
        compared += parts.isEmpty() ? 0 : 1;
      } else if (all != null) {
        assertThat(parts).as("%s", text).isNotNull();
        assertThat(rest).as("%s", text).isNotNull();
      }
    }
    assertThat(compared).isGreaterThan(20_000);
  }

  private static String wholeRows(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new String(bytes, 0, new QuotedRows(',', '#').last(bytes, bytes.length), UTF_8);
  }

  /** {@code null} where the quotes are wrong. */
  private static @Nullable List<List<String>> rows(String text) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (RowReader reader =
        Separator.COMMA.rows(
            new BufferedReader(new StringReader(text)), 0, '#', CellNumbers.NONE)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row.cells());
      }
      return rows;
    } catch (CsvParseException e) {
      return null;
    }
  }
}
