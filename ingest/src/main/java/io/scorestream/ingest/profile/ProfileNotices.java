package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a person should know of a table before it is learned; nothing where all is well. */
final class ProfileNotices {

  /** From here on a column's ends are worth a word: a normal column reaches 4 in a million rows. */
  private static final double HEAVY = 100;

  /** Standard errors between the mean of the first rows and that of all. */
  private static final double UNLIKE = 6;

  private static final long ENOUGH_TO_SORT = 16;
  private static final int LISTED = 5;

  private final Table table;
  private final TablePass pass;
  private final List<Middle> middles;
  private final List<SourceColumn> columns;
  private final List<String> notices = new ArrayList<>();

  private ProfileNotices(
      Table table, TablePass pass, List<Middle> middles, List<SourceColumn> columns) {
    this.table = table;
    this.pass = pass;
    this.middles = middles;
    this.columns = columns;
  }

  static List<String> of(
      Table table,
      TablePass pass,
      List<Middle> middles,
      List<SourceColumn> columns,
      MissingCells missing) {
    ProfileNotices words = new ProfileNotices(table, pass, middles, columns);
    words.rowsLeftOut(missing);
    words.constants();
    words.order();
    words.tails();
    words.precision();
    return List.copyOf(words.notices);
  }

  private void rowsLeftOut(MissingCells missing) {
    if (pass.withoutCell() > 0) {
      notices.add(
          pass.withoutCell() == 1
              ? "1 row that lacks a cell is left out"
              : pass.withoutCell() + " rows that lack a cell are left out");
    }
    if (pass.farOut() > 0) {
      notices.add(
          pass.farOut() == 1
              ? "1 row with a number far out is left out"
              : pass.farOut() + " rows with a number far out are left out");
    }
    long filled = pass.columns().stream().mapToLong(ColumnProfile::missing).sum();
    if (missing == MissingCells.MEAN && filled > 0) {
      notices.add(
          "%s missing cells get the column's mean, or its most frequent category: %s"
              .formatted(
                  filled,
                  listed(
                      i -> column(i).missing() > 0,
                      i -> table.column(i) + ", " + column(i).missing())));
    }
  }

  private void constants() {
    IntPredicate constant = i -> !varies(columns.get(i), column(i));
    if (IntStream.range(0, columns.size()).allMatch(constant)) {
      notices.add(
          "nothing varies: "
              + (pass.rows() == 1
                  ? "there is only one row"
                  : "all %s rows are equal".formatted(pass.rows())));
    } else {
      say(
          constant,
          "never varies, and is given back as it is",
          "never vary, and are given back as they are",
          table::column);
    }
  }

  /** Whether a column has more than one value. */
  static boolean varies(SourceColumn column, ColumnProfile profile) {
    return column.getKind() == ColumnKind.CATEGORICAL
        ? column.getCategories().size() > 1
        : profile.deviation() > 0;
  }

  private void order() {
    IntPredicate counting = i -> column(i).counts() && column(i).numbers() >= ENOUGH_TO_SORT;
    say(
        counting,
        "grows by 1 from row to row; leave it out (--columns) if it only counts",
        "grow by 1 from row to row; leave them out (--columns) if they only count",
        table::column);
    IntPredicate sorted =
        i ->
            column(i).isSorted()
                && column(i).numbers() >= ENOUGH_TO_SORT
                && columns.get(i).getKind() != ColumnKind.BINARY;
    IntPredicate unlike = i -> beginsUnlike(column(i));
    String mend =
        "; milestones learn the first rows first, so shuffle the rows (shuf) unless their order is"
            + " time";
    say(sorted, count -> "rows are sorted by", mend, table::column);
    say(
        i -> unlike.test(i) && !sorted.test(i),
        count -> "the first rows are not like the rest in",
        mend,
        this::beginning);
  }

  private static boolean beginsUnlike(ColumnProfile column) {
    Moments first = column.beginning();
    return first != null
        && Math.abs(first.mean() - column.mean())
            > UNLIKE * column.deviation() / Math.sqrt((double) first.count());
  }

  private String beginning(int index) {
    @Nullable Moments first = column(index).beginning();
    return first == null
        ? table.column(index)
        : "%s, mean %s of the first %s and %s of all"
            .formatted(
                table.column(index),
                Numbers.rounded(first.mean()),
                first.count(),
                Numbers.rounded(column(index).mean()));
  }

  private void tails() {
    say(
        i -> isNumber(i) && widths(i) > HEAVY,
        "has a heavy tail, by which distances are ruled",
        "have heavy tails, by which distances are ruled",
        i -> {
          boolean above =
              middles.get(i).widthsTo(column(i).greatest())
                  >= middles.get(i).widthsTo(column(i).least());
          return "%s, whose %s on %s lies %s times the middle half's width from the median"
              .formatted(
                  table.column(i),
                  Numbers.text(above ? column(i).greatest() : column(i).least()),
                  table.place(above ? column(i).greatestAt() : column(i).leastAt()),
                  Numbers.rounded(widths(i)));
        });
  }

  private void precision() {
    say(
        i ->
            (columns.get(i).getOffset() != 0 || columns.get(i).getUnit() != 1)
                && varies(columns.get(i), column(i)),
        "is sent as float32 beside an offset and a unit, without which it would be rounded",
        "are sent as float32 beside an offset and a unit, without which they would be rounded",
        i ->
            "%s, %s + %s · sent"
                .formatted(
                    table.column(i),
                    Numbers.text(columns.get(i).getOffset()),
                    Numbers.text(columns.get(i).getUnit())));
    say(
        i -> isNumber(i) && Precision.isLost(column(i)),
        "has differences that float64 does not keep",
        "have differences that float64 does not keep",
        i ->
            "%s, known to %s near %s"
                .formatted(
                    table.column(i),
                    Numbers.rounded(Math.ulp(column(i).mean())),
                    Numbers.rounded(column(i).mean())));
    say(
        i ->
            columns.get(i).getUnit() == 1
                && column(i).vanished() > 0
                && varies(columns.get(i), column(i)),
        "has numbers that are too small beside the others for float32 and become 0",
        "have numbers that are too small beside the others for float32 and become 0",
        i -> "%s, %s of them".formatted(table.column(i), column(i).vanished()));
  }

  private boolean isNumber(int index) {
    ColumnKind kind = columns.get(index).getKind();
    return kind == ColumnKind.CONTINUOUS || kind == ColumnKind.INTEGER;
  }

  private double widths(int index) {
    Middle middle = middles.get(index);
    return Math.max(
        middle.widthsTo(column(index).least()), middle.widthsTo(column(index).greatest()));
  }

  private ColumnProfile column(int index) {
    return pass.columns().get(index);
  }

  /**
   * Says something of some columns, if there are any.
   *
   * @param one what is said of one, before it is named
   * @param several the same of more, behind their number
   */
  private void say(IntPredicate which, String one, String several, Function<Integer, String> each) {
    say(which, count -> count == 1 ? "1 column " + one : count + " columns " + several, "", each);
  }

  private void say(
      IntPredicate which, LongFunction<String> what, String then, Function<Integer, String> each) {
    long count = IntStream.range(0, columns.size()).filter(which).count();
    if (count > 0) {
      notices.add(what.apply(count) + ": " + listed(which, each) + then);
    }
  }

  private String listed(IntPredicate which, Function<Integer, String> each) {
    long count = IntStream.range(0, columns.size()).filter(which).count();
    return IntStream.range(0, columns.size())
            .filter(which)
            .limit(LISTED)
            .mapToObj(each::apply)
            .collect(Collectors.joining("; "))
        + (count > LISTED ? "; and " + (count - LISTED) + " more" : "");
  }
}
