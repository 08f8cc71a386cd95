package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.choice.Outliers;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a table has, and how its rows become samples. Immutable.
 *
 * @param rows samples that it has
 * @param filter tells which rows they are
 * @param columns what was found in each
 * @param encodings of the columns, in their order
 * @param middles where the middle half of each lies
 * @param image shape of each sample, where they are images
 * @param summaries of the columns
 * @param notices what a person should know
 */
public record TableProfile(
    long rows,
    RowFilter filter,
    List<ColumnProfile> columns,
    List<ColumnEncoding> encodings,
    List<Middle> middles,
    Optional<ImageShape> image,
    List<ColumnSummary> summaries,
    List<String> notices) {

  /** Beyond so many widths of the middle half, a number alone would set its column's scale. */
  private static final double FAR_OUT = 1e6;

  /**
   * Reads a whole table, twice where rows with numbers far out are to be left out and there are
   * any.
   *
   * @param data what messages call it, such as "data file x.csv"
   * @throws io.scorestream.service.ScorestreamException naming the place of what cannot be a sample
   */
  public static TableProfile of(String data, Table table, TableChoice choice) {
    ProfileFaults faults = new ProfileFaults(data, table);
    Optional<ImageShape> image = image(table, choice, faults);
    RowFilter filter = RowFilter.of(choice);
    TablePass pass = TablePass.over(table, choice.kinds(), filter);
    List<ColumnKind> kinds = kinds(table, pass, choice, faults, image);
    requireWhole(pass, choice, faults);
    List<Middle> middles = pass.middles();
    List<Integer> farOut = farOut(pass, kinds, middles);
    if (!farOut.isEmpty() && choice.outliers() == Outliers.REFUSE) {
      int first = farOut.get(0);
      throw faults.farOut(first, pass.columns().get(first), middles.get(first));
    }
    if (!farOut.isEmpty() && choice.outliers() == Outliers.DROP) {
      filter = within(filter, farOut, middles);
      pass = TablePass.over(table, choice.kinds(), filter);
      kinds = kinds(table, pass, choice, faults, image);
      middles = pass.middles();
    }
    return made(table, pass, filter, kinds, middles, image, choice.missing());
  }

  private static TableProfile made(
      Table table,
      TablePass pass,
      RowFilter filter,
      List<ColumnKind> kinds,
      List<Middle> middles,
      Optional<ImageShape> image,
      MissingCells missing) {
    List<String> names = table.columns();
    List<ColumnEncoding> encodings = new ArrayList<>();
    List<ColumnSummary> summaries = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      ColumnProfile profile = pass.columns().get(i);
      ColumnEncoding encoding = ColumnEncoding.of(names.get(i), kinds.get(i), profile);
      encodings.add(encoding);
      summaries.add(summary(encoding.column(), profile));
    }
    List<SourceColumn> columns = encodings.stream().map(ColumnEncoding::column).toList();
    List<String> notices = new ArrayList<>(table.notices());
    notices.addAll(ProfileNotices.of(table, pass, middles, columns, missing));
    return new TableProfile(
        pass.rows(),
        filter,
        pass.columns(),
        List.copyOf(encodings),
        middles,
        image,
        List.copyOf(summaries),
        List.copyOf(notices));
  }

  private static ColumnSummary summary(SourceColumn column, ColumnProfile profile) {
    boolean number = column.getKind() != ColumnKind.CATEGORICAL;
    return new ColumnSummary(
        column,
        number ? profile.least() : Double.NaN,
        number ? profile.greatest() : Double.NaN,
        number ? profile.mean() : Double.NaN,
        number ? profile.deviation() : Double.NaN,
        profile.missing(),
        ProfileNotices.varies(column, profile));
  }

  private static Optional<ImageShape> image(Table table, TableChoice choice, ProfileFaults faults) {
    choice
        .image()
        .filter(shape -> !fits(shape, table.columns().size()))
        .ifPresent(
            shape -> {
              throw faults.notThatImage(shape);
            });
    return choice.image().or(table::image);
  }

  /** From the first column on, pixels are all that there is; from another on, others may follow. */
  private static boolean fits(ImageShape shape, int columns) {
    return shape.getFirst() == 0
        ? ImageNumbers.isAll(shape, columns)
        : ImageNumbers.end(shape) <= columns;
  }

  private static List<ColumnKind> kinds(
      Table table,
      TablePass pass,
      TableChoice choice,
      ProfileFaults faults,
      Optional<ImageShape> image) {
    if (pass.rows() == 0) {
      throw faults.noRows(pass);
    }
    return ColumnKinds.of(table, pass.columns(), choice.kinds(), faults, image);
  }

  private static void requireWhole(TablePass pass, TableChoice choice, ProfileFaults faults) {
    List<ColumnProfile> columns = pass.columns();
    if (choice.missing() == MissingCells.REFUSE
        && columns.stream().anyMatch(column -> column.missing() > 0)) {
      throw faults.missing(columns);
    }
    for (int i = 0; i < columns.size(); i++) {
      ColumnProfile column = columns.get(i);
      if (column.firstInfinite() > 0) {
        throw faults.infinite(i, column);
      }
      if (column.numbers() == 0 && column.words().isEmpty()) {
        throw faults.empty(i);
      }
    }
  }

  private static List<Integer> farOut(
      TablePass pass, List<ColumnKind> kinds, List<Middle> middles) {
    return IntStream.range(0, kinds.size())
        .filter(
            i ->
                isFarOut(kinds.get(i), middles.get(i), pass.columns().get(i).least())
                    || isFarOut(kinds.get(i), middles.get(i), pass.columns().get(i).greatest()))
        .boxed()
        .toList();
  }

  private static boolean isFarOut(ColumnKind kind, Middle middle, double number) {
    return (kind == ColumnKind.CONTINUOUS || kind == ColumnKind.INTEGER)
        && middle.widthsTo(number) > FAR_OUT;
  }

  private static RowFilter within(RowFilter filter, List<Integer> farOut, List<Middle> middles) {
    double[] least = new double[middles.size()];
    double[] greatest = new double[middles.size()];
    for (int i = 0; i < middles.size(); i++) {
      double reach =
          farOut.contains(i) ? FAR_OUT * middles.get(i).width() : Double.POSITIVE_INFINITY;
      least[i] = middles.get(i).median() - reach;
      greatest[i] = middles.get(i).median() + reach;
    }
    return filter.within(least, greatest);
  }

  /**
   * The same with the encodings that the columns were described with when they had fewer rows,
   * wherever their cells still fit.
   */
  public TableProfile describedAs(List<SourceColumn> before) {
    if (before.size() != encodings.size()) {
      return this;
    }
    List<ColumnEncoding> described =
        IntStream.range(0, encodings.size())
            .mapToObj(
                i -> ColumnEncoding.described(before.get(i), encodings.get(i), columns.get(i)))
            .toList();
    return with(described);
  }

  /**
   * The same with the encodings that the columns are described with, whatever their cells are;
   * unchanged where it has other columns.
   */
  public TableProfile bound(List<SourceColumn> described) {
    List<String> names = encodings.stream().map(found -> found.column().getName()).toList();
    if (!names.equals(described.stream().map(SourceColumn::getName).toList())) {
      return this;
    }
    return with(
        IntStream.range(0, encodings.size())
            .mapToObj(i -> ColumnEncoding.of(described.get(i), columns.get(i)))
            .toList());
  }

  private TableProfile with(List<ColumnEncoding> others) {
    return new TableProfile(rows, filter, columns, others, middles, image, summaries, notices);
  }

  /** Whether a number alone would set its column's scale. */
  boolean isFarOut(int column, double number) {
    return isFarOut(encodings.get(column).column().getKind(), middles.get(column), number);
  }

  /** Whether any column has more than one value. */
  public boolean varies() {
    return summaries.stream().anyMatch(ColumnSummary::varies);
  }
}
