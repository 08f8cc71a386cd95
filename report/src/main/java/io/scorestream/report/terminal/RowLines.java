package io.scorestream.report.terminal;

import io.scorestream.events.RunSpec;
import io.scorestream.report.MilestoneRow;
import io.scorestream.run.Headline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of milestones as they come, of one run or of several. Not thread-safe. */
final class RowLines {

  private final Screen screen;
  private @Nullable String shown;

  /**
   * @param screen says how wide lines may be
   */
  RowLines(Screen screen) {
    this.screen = screen;
  }

  /**
   * A milestone's line; where the one before was of another run, below its run's name and header.
   */
  List<String> next(RunSpec run, MilestoneRow row) {
    RowFormat format = new RowFormat(Headline.of(run), screen.glyphs(), screen.columns());
    String line = format.line(row);
    if (run.getRun().equals(shown)) {
      return List.of(line);
    }
    shown = run.getRun();
    return List.of("run " + shown, format.header(), line);
  }
}
