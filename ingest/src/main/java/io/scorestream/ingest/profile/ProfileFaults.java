package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.table.Cells;
import io.scorestream.ingest.table.Table;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The messages for tables whose cells cannot be samples.
 *
 * @param data what messages call what the table is in, such as "data file x.csv"
 */
record ProfileFaults(String data, Table table) {

  private static final int LONGEST = 40;
  private static final int LISTED = 10;

  ScorestreamException noRows(TablePass pass) {
    long left = pass.withoutCell() + pass.farOut();
    return FileFaults.bad(
        left == 0
            ? data + " has no rows"
            : "%s has no row left: %s of %s lack a cell, %s have a number far out"
                .formatted(data, pass.withoutCell(), left, pass.farOut()),
        left == 0
            ? "give a file with one sample a row"
            : "leave out the columns that are empty with columns (--columns), or fill missing cells"
                + " with missing=mean (--missing mean)",
        null);
  }

  ScorestreamException missing(List<ColumnProfile> columns) {
    long cells = columns.stream().mapToLong(ColumnProfile::missing).sum();
    List<Integer> with = having(columns);
    String listed =
        with.stream()
            .limit(LISTED)
            .map(
                i ->
                    "%s %s times, first on %s"
                        .formatted(
                            table.column(i),
                            columns.get(i).missing(),
                            table.place(columns.get(i).firstMissing())))
            .collect(Collectors.joining("; "));
    return FileFaults.bad(
        "%s has %s missing cells in %s of its columns: %s%s"
            .formatted(data, cells, with.size(), listed, with.size() > LISTED ? "; ..." : ""),
        "fill them, leave those columns out (--columns), or say missing=drop to leave their rows out"
            + " or missing=mean to put the column's mean there (--missing drop|mean)",
        null);
  }

  /** A column of nothing has no mean. */
  ScorestreamException empty(int index) {
    return FileFaults.bad(
        "%s, %s: all cells are missing".formatted(data, table.column(index)),
        "leave the column out with columns (--columns)",
        null);
  }

  ScorestreamException wordsAndNumbers(int index, ColumnProfile column) {
    boolean words = column.firstNumber() > 0 && column.wordCells() > column.numbers();
    String cell = words ? column.number() : column.word();
    String what = words ? "is a number among words" : "is not a number";
    return FileFaults.bad(
        place(words ? column.firstNumber() : column.firstWord(), index)
            + "'%s' %s".formatted(shown(cell), what),
        "mend the cell, choose the columns that hold numbers (--columns), or call the column one of"
            + " categories: kinds=%s=categorical (--kinds)".formatted(name(index)),
        null);
  }

  ScorestreamException tooManyWords(int index, ColumnProfile column) {
    boolean words = column.wordCells() > 0;
    return FileFaults.bad(
        place(words ? column.firstWord() : column.firstNumber(), index)
            + "'%s' is one of more than %s different categories"
                .formatted(
                    shown(words ? column.word() : column.number()), ColumnProfile.MOST_WORDS),
        "leave the column out with columns (--columns), or put numbers or fewer words there",
        null);
  }

  ScorestreamException notOfKind(int index, long row, String what, ColumnKind said) {
    return new ScorestreamException(
        Reason.USAGE,
        place(row, index) + "the number " + what + ", but the column is called " + word(said),
        "call it continuous or categorical with kinds (--kinds), or mend the cell");
  }

  ScorestreamException noSuchColumn(String name) {
    List<String> names = table.columns();
    return new ScorestreamException(
        Reason.USAGE,
        "kinds name column '%s', but %s has none of it%s"
            .formatted(name, data, NearestName.hint(name, names)),
        "its columns are %s%s; name one, or give its number from 1 to %s"
            .formatted(
                String.join(", ", names.stream().limit(LISTED).toList()),
                names.size() > LISTED ? ", ..." : "",
                names.size()));
  }

  ScorestreamException infinite(int index, ColumnProfile column) {
    return FileFaults.bad(
        place(column.firstInfinite(), index) + "the number is not finite",
        "replace the number, or leave such rows out with outliers=drop (--outliers drop)",
        null);
  }

  ScorestreamException farOut(int index, ColumnProfile column, Middle middle) {
    boolean above = column.greatest() - middle.median() >= middle.median() - column.least();
    double number = above ? column.greatest() : column.least();
    return FileFaults.bad(
        place(above ? column.greatestAt() : column.leastAt(), index) + farFrom(number, middle),
        "mend the number, or say outliers=drop to leave such rows out or outliers=keep to learn them"
            + " (--outliers drop|keep)",
        null);
  }

  ScorestreamException lacking(Cells row, int index) {
    return FileFaults.bad(
        place(row.row(), index) + "the cell is missing",
        "fill it and start again, or say missing=drop to leave such rows out (--missing drop)",
        null);
  }

  ScorestreamException unlike(Cells row, int index, SourceColumn described) {
    String what =
        described.getKind() == ColumnKind.CATEGORICAL
            ? "is none of the column's categories, "
                + described.getCategories().stream().limit(LISTED).collect(Collectors.joining(", "))
                + (described.getCategories().size() > LISTED ? ", ..." : "")
            : "is not %s, as the column is described".formatted(word(described.getKind()));
    return FileFaults.bad(
        place(row.row(), index) + "'%s' %s".formatted(shown(row.text(index)), what),
        "mend the cell and start again: it goes on where it ended; or give all of it another"
            + " source.id (--source-id): the samples that were sent stay what they are",
        null);
  }

  ScorestreamException movedFarOut(Cells row, int index, Middle middle) {
    return FileFaults.bad(
        place(row.row(), index) + farFrom(row.number(index), middle),
        "mend the number and start again; where the column has moved there, starting again is enough;"
            + " or say outliers=keep to learn such rows (--outliers keep)",
        null);
  }

  private static String farFrom(double number, Middle middle) {
    return "%s lies %s times as far from the median %s as the middle half of the column is wide"
        .formatted(
            Numbers.text(number),
            Numbers.rounded(middle.widthsTo(number)),
            Numbers.rounded(middle.median()));
  }

  ScorestreamException notThatImage(ImageShape shape) {
    return new ScorestreamException(
        Reason.USAGE,
        "image is %s x %s with %s channels, %s numbers from column %s on, but %s has %s columns"
            .formatted(
                shape.getHeight(),
                shape.getWidth(),
                shape.getChannels(),
                ImageNumbers.count(shape),
                shape.getFirst() + 1,
                data,
                table.columns().size()),
        "give the shape that the columns make, with the column of the first pixel where there are"
            + " others too (--image 16x16@2), or choose other columns (--columns)");
  }

  private String place(long row, int index) {
    return "%s, %s, %s: ".formatted(data, table.place(row), table.column(index));
  }

  private String name(int index) {
    return table.columns().get(index);
  }

  private static List<Integer> having(List<ColumnProfile> columns) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).missing() > 0)
        .boxed()
        .toList();
  }

  private static String word(ColumnKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(String cell) {
    return cell.length() <= LONGEST ? cell : cell.substring(0, LONGEST) + "...";
  }
}
