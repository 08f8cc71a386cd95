package io.scorestream.report;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a report, and how to say that it cannot be written. */
final class ReportFolder {

  private ReportFolder() {}

  /**
   * Makes the folder unless it is there.
   *
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE}
   */
  static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  static ScorestreamException unwritable(Path path, IOException cause) {
    return new ScorestreamException(
        Reason.CANNOT_WRITE,
        "report " + path + " cannot be written: " + cause,
        "give a folder that can be written by --report",
        cause);
  }
}
