package io.scorestream.cli.export;

import io.scorestream.export.table.SampleTable;
import io.scorestream.export.table.TableFormat;
import io.scorestream.export.table.TableWriter;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import picocli.CommandLine;

/**
 * A table of samples, as it is given out.
 *
 * @param out where to
 * @param format in what form
 */
record TableOutput(Destination out, TableFormat format) {

  /** Fills a table. */
  @FunctionalInterface
  interface Filler {
    void fill(TableWriter table) throws IOException;
  }

  /**
   * Writes it.
   *
   * @param state of the run whose samples they are
   * @throws ScorestreamException when its samples have no such form, or it cannot be written
   */
  void write(CommandLine line, RunState state, long count, Filler filler) {
    SampleTable table = SampleTable.of(state.run().spec(), count);
    Destination.StreamWriter writer =
        stream -> {
          try (TableWriter rows = format.open(table, stream)) {
            filler.fill(rows);
          }
        };
    try {
      if (format.isText()) {
        out.text(line.getOut(), writer);
      } else {
        out.stream(writer);
      }
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE, state + ": " + e.getMessage(), "choose another --format", e);
    }
  }
}
