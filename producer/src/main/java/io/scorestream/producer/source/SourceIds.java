package io.scorestream.producer.source;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Ids of sources that nobody named. Producers and those who publish runs make them the same way, so
 * that a run finds its samples. Pure functions.
 */
public final class SourceIds {

  private SourceIds() {}

  /** Of a law's draws: the law and their seed. */
  public static String ofLaw(String law, long seed) {
    return law + "-" + seed;
  }

  /**
   * Of a file's rows: its name without extensions, and the columns.
   *
   * @param columns as they were given; {@code null} for all
   * @return letters, digits and hyphens; empty where the name has none of them
   */
  public static String ofFile(Path file, String columns) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String stem = name.replaceFirst("\\..*$", "").replaceAll("[^a-z0-9]+", "-");
    return columns == null ? stem : stem + "-" + columns.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
