package io.scorestream.report.terminal;

import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.MilestoneRow;

/**
 * Shows the progress of runs. Any thread may call any method; what one call prints stays together.
 */
public interface ProgressView extends AutoCloseable {

  /** What a service is doing now. */
  void activity(ServiceActivity activity);

  /** A milestone of a run that has been trained, sampled and evaluated. */
  void row(RunSpec run, MilestoneRow row);

  /** Something to know on the way, in one line. */
  void message(String text);

  /** How far it all is, in one line that takes the place of the one before. */
  void status(String text);

  /** What it all came to, in one line: said even where nothing else is. */
  void result(String text);

  /** Leaves the terminal as it was found, with what was said still on it. */
  @Override
  void close();
}
