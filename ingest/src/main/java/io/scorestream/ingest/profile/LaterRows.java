package io.scorestream.ingest.profile;

import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.choice.Outliers;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.table.Cells;
import io.scorestream.ingest.table.Table;
import java.util.List;

/** Holds rows that came after a table was looked at to what was found then. */
public final class LaterRows {

  private final ProfileFaults faults;
  private final TableProfile profile;
  private final TableChoice choice;

  /**
   * @param data what messages call what the table is in
   */
  public LaterRows(String data, Table table, TableProfile profile, TableChoice choice) {
    this.faults = new ProfileFaults(data, table);
    this.profile = profile;
    this.choice = choice;
  }

  /**
   * Refuses a row that would have been refused then, or that has what its columns are not described
   * to have.
   *
   * @throws io.scorestream.service.ScorestreamException naming row and column
   */
  public void requireFits(Cells row) {
    List<ColumnEncoding> encodings = profile.encodings();
    for (int i = 0; i < encodings.size(); i++) {
      if (row.isMissing(i)) {
        if (choice.missing() == MissingCells.REFUSE) {
          throw faults.lacking(row, i);
        }
      } else if (!encodings.get(i).takes(row, i)) {
        throw faults.unlike(row, i, encodings.get(i).column());
      } else if (choice.outliers() == Outliers.REFUSE && profile.isFarOut(i, row.number(i))) {
        throw faults.movedFarOut(row, i, profile.middles().get(i));
      }
    }
  }
}
