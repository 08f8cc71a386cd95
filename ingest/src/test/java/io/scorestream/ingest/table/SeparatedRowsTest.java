package io.scorestream.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeparatedRowsTest {

  private static final String CHARACTERS = "12.-e,,,;# \t\u00a0\u2003x\n\n\r\u00e9";

  /** Lines, cells and comments of rows, as they come. */
  private static List<Object> all(RowReader rows) throws IOException {
    List<Object> found = new ArrayList<>();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      found.add(row.line());
      found.add(row.cells());
    }
    found.add(rows.comments());
    return found;
  }

  private static RowReader ours(String text) {
    return new SeparatedRows(
        new BufferedReader(new StringReader(text)), 7, ',', '#', CellNumbers.NONE);
  }

  private static RowReader fastCsv(String text) {
    return new QuotedReader(new StringReader(text), 7, ',', '#', CellNumbers.NONE);
  }

  @Test
  void next_ofTextsWithoutQuotes_givesWhatFastCsvDoes() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, random.nextInt(30));

      assertThat(all(ours(text))).as("%s", text).isEqualTo(all(fastCsv(text)));
    }
  }

  @Test
  void next_ofManyBlocksAndThenQuotes_goesOnWhereTheyBegin() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 5; i++) {
      String text = text(random, 300_000 + random.nextInt(300_000));
      String quoted = text + "\n1,\"a\n, \"\"b\" ,2\n" + text(random, 300_000);

      assertThat(all(ours(quoted))).isEqualTo(all(fastCsv(quoted)));
    }
  }

  @Test
  void next_ofALineLongerThanABlock_isThatLine() throws IOException {
    String text = "1,2\n" + "3,".repeat(300_000) + "4\r" + "5,".repeat(700_000) + "6\n7,8";

    assertThat(all(ours(text))).isEqualTo(all(fastCsv(text)));
  }

  @Test
  void next_whereTheTextCannotBeReadOn_givesAllWholeLinesFirst() throws IOException {
    Reader broken =
        new Reader() {
          private boolean given;

          @Override
          public int read(char[] into, int offset, int length) throws IOException {
            if (given) {
              throw new IOException("gone");
            }
            given = true;
            "1,2\n3,4\n5,".getChars(0, 10, into, offset);
            return 10;
          }

          @Override
          public void close() {}
        };
    try (RowReader rows =
        new SeparatedRows(new BufferedReader(broken), 0, ',', '#', CellNumbers.NONE)) {
      assertThat(rows.next()).extracting(Row::cells).isEqualTo(List.of("1", "2"));
      assertThat(rows.next()).extracting(Row::cells).isEqualTo(List.of("3", "4"));
      assertThatThrownBy(rows::next).isInstanceOf(IOException.class).hasMessage("gone");
    }
  }

  @Test
  void numbers_ofRowsReadAhead_areThoseOfTheirCells() throws IOException {
    StringBuilder text = new StringBuilder();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      text.append(random.nextGaussian()).append(", ").append(random.nextInt()).append(" ,x\n");
    }
    CellNumbers numbers =
        CellNumbers.of(new RowShape(3, false, false), List.of(1, 2, 0), new DecimalCells(false));
    try (RowReader rows =
        new SeparatedRows(
            new BufferedReader(new StringReader(text.toString())), 0, ',', '#', numbers)) {
      for (int i = 1; i <= 20_000; i++) {
        Row row = rows.next();
        assertThat(row).isNotNull();
        assertThat(row.line()).isEqualTo(i);
        assertThat(row.numbers())
            .containsExactly(
                Double.parseDouble(row.cell(1)), Double.NaN, Double.parseDouble(row.cell(0)));
      }
      assertThat(rows.next()).isNull();
    }
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
